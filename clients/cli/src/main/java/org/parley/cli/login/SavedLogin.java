package org.parley.cli.login;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.parley.cli.json.Json;
import org.parley.cli.server.PrivateFile;

/** What {@code parley login} keeps: a file that only its owner may read. */
record SavedLogin(String issuer, String user, String refreshToken, AccessToken access) {

    private static final String FILE = "login.json";

    static Optional<SavedLogin> read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) return Optional.empty();
        return Json.parseObject(PrivateFile.read(file)).flatMap(SavedLogin::of);
    }

    private static Optional<SavedLogin> of(ObjectNode json) {
        Instant expiry = Json.time(json, "accessExpires").orElse(Instant.EPOCH);
        AccessToken access = new AccessToken(Json.text(json, "access").orElse(""), expiry);
        return Json.text(json, "refresh")
                .map(refresh ->
                        new SavedLogin(
                                Json.text(json, "issuer").orElse(""),
                                Json.text(json, "user").orElse(""),
                                refresh,
                                access));
    }

    void write(Path folder) {
        ObjectNode json = Json.object().put("issuer", issuer).put("user", user);
        json.put("refresh", refreshToken).put("access", access.value());
        json.put("accessExpires", access.expiresAt().toString());
        PrivateFile.write(folder.resolve(FILE), Json.line(json) + "\n");
    }

    SavedLogin with(AccessToken newer) {
        return new SavedLogin(issuer, user, refreshToken, newer);
    }

    static void delete(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder.resolve(FILE), e);
        }
    }

    @Override
    public String toString() {
        return "SavedLogin[issuer=" + issuer + ", user=" + user + "]";
    }
}

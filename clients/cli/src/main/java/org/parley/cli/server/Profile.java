package org.parley.cli.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.cli.json.Json;

/**
 * The server that {@code parley login} was last used with.
 *
 * @param user who logged in
 */
public record Profile(String user, String issuer, String mqtt, @Nullable Path ca, String archive) {

    private static final String FILE = "profile.json";

    public static Optional<Profile> read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) return Optional.empty();
        return Json.parseObject(PrivateFile.read(file)).flatMap(Profile::of);
    }

    private static Optional<Profile> of(ObjectNode json) {
        Path ca = Json.text(json, "ca").map(Path::of).orElse(null);
        return Json.text(json, "issuer")
                .flatMap(issuer ->
                        Json.text(json, "mqtt")
                                .flatMap(mqtt ->
                                        Json.text(json, "archive")
                                                .map(archive ->
                                                        new Profile(
                                                                Json.text(json, "user").orElse(""),
                                                                issuer,
                                                                mqtt,
                                                                ca,
                                                                archive))));
    }

    public static Profile of(String user, Server server) {
        return new Profile(
                user,
                server.issuer().toString(),
                server.mqtt().toString(),
                server.mqtt().ca(),
                server.archive().toString());
    }

    public void write(Path folder) {
        ObjectNode json = Json.object().put("user", user).put("issuer", issuer);
        json.put("mqtt", mqtt).put("archive", archive);
        if (ca != null) json.put("ca", ca.toString());
        PrivateFile.write(folder.resolve(FILE), Json.line(json) + "\n");
    }

    public Server server(Map<String, String> environment) {
        URI uri = URI.create(issuer);
        String name = uri.getAuthority() + uri.getPath();
        String folder = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
        return new Server(
                uri,
                MqttAddress.parse(mqtt, ca),
                URI.create(archive),
                Folders.data(environment).resolve(folder),
                Optional.empty());
    }
}

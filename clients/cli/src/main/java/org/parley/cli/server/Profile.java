package org.parley.cli.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parley.cli.json.Json;

/**
 * The server that {@code parley login} was last used with.
 *
 * @param user who logged in
 * @param services addresses of its HTTP services, by name
 */
public record Profile(
        String user, String issuer, String mqtt, @Nullable Path ca, Map<String, String> services) {

    public Profile {
        services = Map.copyOf(services);
    }

    private static final String FILE = "profile.json";

    public static Optional<Profile> read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) return Optional.empty();
        return Json.parseObject(PrivateFile.read(file)).flatMap(Profile::of);
    }

    private static Optional<Profile> of(ObjectNode json) {
        Path ca = Json.text(json, "ca").map(Path::of).orElse(null);
        String user = Json.text(json, "user").orElse("");
        return Json.text(json, "issuer")
                .flatMap(issuer ->
                        Json.text(json, "mqtt")
                                .map(mqtt -> new Profile(user, issuer, mqtt, ca, services(json))));
    }

    private static Map<String, String> services(ObjectNode json) {
        Map<String, String> services = new TreeMap<>();
        // As it was written before there were others.
        Json.text(json, Server.ARCHIVE).ifPresent(url -> services.put(Server.ARCHIVE, url));
        json.path("services")
                .properties()
                .forEach(service -> services.put(service.getKey(), service.getValue().asText()));
        return services;
    }

    public static Profile of(String user, Server server) {
        return new Profile(
                user,
                server.issuer().toString(),
                server.mqtt().toString(),
                server.mqtt().ca(),
                texts(server.services()));
    }

    private static Map<String, String> texts(Map<String, URI> services) {
        Map<String, String> texts = new TreeMap<>();
        services.forEach((name, uri) -> texts.put(name, uri.toString()));
        return texts;
    }

    public void write(Path folder) {
        ObjectNode json = Json.object().put("user", user).put("issuer", issuer);
        json.put("mqtt", mqtt);
        ObjectNode all = json.putObject("services");
        new TreeMap<>(services).forEach(all::put);
        if (ca != null) json.put("ca", ca.toString());
        PrivateFile.write(folder.resolve(FILE), Json.line(json) + "\n");
    }

    public Server server(Map<String, String> environment) {
        URI uri = URI.create(issuer);
        String name = uri.getAuthority() + uri.getPath();
        String folder = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
        Map<String, URI> addresses = new TreeMap<>();
        services.forEach((service, url) -> addresses.put(service, URI.create(url)));
        return new Server(
                uri,
                MqttAddress.parse(mqtt, ca),
                addresses,
                Folders.data(environment).resolve(folder),
                Optional.empty());
    }
}

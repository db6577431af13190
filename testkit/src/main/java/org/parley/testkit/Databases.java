package org.parley.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** PostgreSQL as its superuser. */
public final class Databases {

    /**
     * A database with an owner of the same name.
     *
     * @param url {@code postgresql://host:port/name}
     */
    public record Database(String url, String user, String password) {

        /** What a service finds in its environment. */
        public Map<String, String> environment() {
            return Map.of(
                    "PARLEY_DATABASE_URL", url,
                    "PARLEY_DATABASE_USER", user,
                    "PARLEY_DATABASE_PASSWORD", password);
        }

        public Connection connect() throws SQLException {
            return DriverManager.getConnection("jdbc:" + url, user, password);
        }
    }

    private final String server;
    private final JsonNode postgres;

    Databases(JsonNode postgres) {
        this.postgres = postgres;
        this.server =
                "postgresql://"
                        + postgres.path("host").asText()
                        + ":"
                        + postgres.path("port").asInt();
    }

    /** A fresh one; the name is the prefix and something unique. */
    public Database create(String prefix) {
        String name = prefix + "_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        Database database = new Database(server + "/" + name, name, UUID.randomUUID().toString());
        execute(
                "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(name, database.password()),
                "CREATE DATABASE %s OWNER %s".formatted(name, name));
        return database;
    }

    /** The one that a service of the stack works on. */
    public Database of(String service) {
        JsonNode owner = postgres.path("databases").path(service);
        return new Database(
                server + "/" + service,
                owner.path("user").asText(),
                owner.path("password").asText());
    }

    private void execute(String... statements) {
        String url = "jdbc:" + server + "/postgres";
        try (Connection connection =
                        DriverManager.getConnection(
                                url,
                                postgres.path("superuser").asText(),
                                postgres.path("password").asText());
                var statement = connection.createStatement()) {
            for (String sql : statements) statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL at " + server, e);
        }
    }
}

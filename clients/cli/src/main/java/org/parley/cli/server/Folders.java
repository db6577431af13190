package org.parley.cli.server;

import java.nio.file.Path;
import java.util.Map;

/** Where this program keeps its files, by the XDG rules. */
public final class Folders {

    private Folders() {}

    /** Profile and login. */
    public static Path config(Map<String, String> environment) {
        return folder(environment, "XDG_CONFIG_HOME", ".config");
    }

    /** The devices of servers that are no local stack. */
    static Path data(Map<String, String> environment) {
        return folder(environment, "XDG_DATA_HOME", ".local/share");
    }

    private static Path folder(Map<String, String> environment, String variable, String usual) {
        String set = environment.getOrDefault(variable, "");
        Path base = set.isBlank() ? Path.of(System.getProperty("user.home"), usual) : Path.of(set);
        return base.resolve("parley");
    }
}

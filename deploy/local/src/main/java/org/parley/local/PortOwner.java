package org.parley.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds which process listens on a port, as far as this user may see it. */
record PortOwner(long pid, String command) {
    private static final String LISTENS = "0A";
    private static final int LONGEST_COMMAND = 100;

    static Optional<PortOwner> of(int port) {
        return of(port, Path.of("/proc"));
    }

    static Optional<PortOwner> of(int port, Path proc) {
        var sockets = new HashSet<String>();
        for (var table : List.of("net/tcp", "net/tcp6")) {
            sockets.addAll(listening(port, proc.resolve(table)));
        }
        return sockets.isEmpty() ? Optional.empty() : holder(sockets, proc);
    }

    /** The table's columns: number, local address (hex:hex), remote address, state, …, inode. */
    private static Set<String> listening(int port, Path table) {
        var suffix = ":%04X".formatted(port);
        var found = new HashSet<String>();
        for (var line : linesOf(table)) {
            var columns = line.strip().split("\\s+", -1);
            if (columns.length > 9 && columns[1].endsWith(suffix) && columns[3].equals(LISTENS)) {
                found.add("socket:[" + columns[9] + "]");
            }
        }
        return found;
    }

    private static Optional<PortOwner> holder(Set<String> sockets, Path proc) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (var process : processes) {
                if (holdsOneOf(sockets, process.resolve("fd"))) {
                    var pid = Long.parseLong(process.getFileName().toString());
                    return Optional.of(new PortOwner(pid, commandOf(process)));
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean holdsOneOf(Set<String> sockets, Path descriptors) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
            for (var descriptor : all) {
                if (sockets.contains(targetOf(descriptor))) {
                    return true;
                }
            }
        } catch (IOException e) {
            return false; // Another user's process, or one that has just ended.
        }
        return false;
    }

    private static String targetOf(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String commandOf(Path process) {
        var line = String.join(" ", linesOf(process.resolve("cmdline"))).replace('\0', ' ').strip();
        return line.length() <= LONGEST_COMMAND ? line : line.substring(0, LONGEST_COMMAND) + "…";
    }

    private static List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}

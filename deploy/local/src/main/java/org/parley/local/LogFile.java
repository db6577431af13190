package org.parley.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Reads what a child has written since a position. */
final class LogFile {
    private static final int LINES_SHOWN = 15;
    private static final int BYTES_READ = 1 << 20;

    private LogFile() {}

    static long sizeOf(Path log) {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * On one line. All of it is looked at: a Kafka with many partitions says much before it is
     * ready.
     */
    static boolean contains(Path log, long start, String text) {
        try (var channel = FileChannel.open(log).position(start);
                var lines = new BufferedReader(Channels.newReader(channel, UTF_8))) {
            return lines.lines().anyMatch(line -> line.contains(text));
        } catch (IOException e) {
            return false;
        }
    }

    /** The last lines, indented, and where to read on. */
    static String tail(Path log, long start) {
        var lines = read(log, Math.max(start, sizeOf(log) - BYTES_READ)).lines().toList();
        var shown = lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
        return shown.stream().map(line -> "    " + line).collect(Collectors.joining("\n"))
                + "\n  the whole log: "
                + log;
    }

    private static String read(Path log, long start) {
        try (var channel = FileChannel.open(log)) {
            var bytes = ByteBuffer.allocate(Math.clamp(channel.size() - start, 0, BYTES_READ));
            channel.read(bytes, start);
            return new String(bytes.array(), 0, bytes.position(), UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}

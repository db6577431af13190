package org.parley.cli.journal;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of JSON objects, one a line, each with its checksum in front; only ever appended to.
 *
 * <p>A crash may leave a torn last line: it is cut off when the file is next opened, because what
 * follows it would be lost with it. A damaged line elsewhere is skipped and counted; the others
 * still hold.
 */
public final class Journal implements AutoCloseable {

    /** What a file held, and what of it could not be read. */
    public record Content(List<ObjectNode> records, int damaged, long goodBytes) {}

    private final Path file;
    private final Content content;
    private FileChannel channel;

    private Journal(Path file, Content content, FileChannel channel) {
        this.file = file;
        this.content = content;
        this.channel = channel;
    }

    public static Journal open(Path file) {
        try {
            Content content = read(file);
            FileChannel channel = FileChannel.open(file, CREATE, WRITE);
            channel.truncate(content.goodBytes());
            channel.position(content.goodBytes());
            return new Journal(file, content, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + file, e);
        }
    }

    /** What is in the file now, without touching it; empty where there is none. */
    public static Content read(Path file) {
        try {
            byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            return JournalLines.read(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** What was in the file when it was opened. */
    public Content content() {
        return content;
    }

    /** Survives a crash of this process. */
    public void append(ObjectNode json) {
        try {
            write(channel, JournalLines.line(json));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Survives a power cut, once this returns. */
    public void appendDurably(ObjectNode json) {
        append(json);
        force();
    }

    public void force() {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Puts these in place of all that is there, at once or not at all. */
    public void replaceAll(Iterable<ObjectNode> records) {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            FileChannel fresh = FileChannel.open(next, CREATE, TRUNCATE_EXISTING, WRITE);
            List<String> lines = new ArrayList<>();
            for (ObjectNode json : records) lines.add(JournalLines.line(json));
            write(fresh, String.join("", lines));
            fresh.force(true);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            forceFolder();
            channel.close();
            channel = fresh;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot rewrite " + file, e);
        }
    }

    private void forceFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), READ)) {
            folder.force(true);
        }
    }

    private static void write(FileChannel channel, String text) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (buffer.hasRemaining()) channel.write(buffer);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + file, e);
        }
    }
}

package org.parley.broker.access;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was known last, on disk: a snapshot, and after it line by line what was learned since. So it
 * is never older than what was done to the sessions, however the process ended; a snapshot alone
 * would, after a crash, subscribe again who had just been removed.
 */
final class AccessFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AccessFile.class);
    private static final String HEADER = "parley-access 1";

    private final Path file;
    private final int longest;
    private @Nullable BufferedWriter out;
    private int appended;
    private @Nullable List<AccessFact> meanwhile;

    /**
     * Reads and writes there.
     *
     * @param longest how many lines may follow a snapshot beyond as many as it has, before the next
     */
    AccessFile(Path file, int longest) {
        this.file = file;
        this.longest = longest;
    }

    /** What it holds; empty if there is none that can be read. */
    Optional<MemoryDirectory> read() {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            if (HEADER.equals(lines.readLine())) return Optional.of(read(lines));
            LOG.error("access file not used file={} reason=\"its first line is unknown\"", file);
        } catch (NoSuchFileException none) {
            LOG.info("access file not there yet file={}", file);
        } catch (IOException | UncheckedIOException e) {
            LOG.error("access file not read file={}", file, e);
        }
        return Optional.empty();
    }

    private MemoryDirectory read(BufferedReader lines) throws IOException {
        MemoryDirectory directory = new MemoryDirectory();
        int unreadable = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Optional<AccessFact> fact = FactLine.parse(line);
            fact.ifPresent(directory::learn);
            if (fact.isEmpty() && !line.isEmpty()) unreadable++;
        }
        if (unreadable > 0)
            LOG.warn("access file has unreadable lines file={} lines={}", file, unreadable);
        return directory;
    }

    /** When it was last known to be right. */
    Instant lastRight() {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    /** It is right at this time, too. */
    void rightAt(Instant now) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(now));
        } catch (IOException e) {
            LOG.error("access file not touched file={}", file, e);
        }
    }

    /** Before the sessions are changed accordingly. */
    synchronized void append(List<AccessFact> facts) {
        if (facts.isEmpty()) return;
        if (meanwhile != null) meanwhile.addAll(facts);
        appended += facts.size();
        try {
            write(facts, opened());
        } catch (IOException e) {
            // What is in memory counts; only a restart without Kafka would notice.
            LOG.error("access file not written file={}", file, e);
        }
    }

    private BufferedWriter opened() throws IOException {
        BufferedWriter open = out;
        if (open != null) return open;
        boolean fresh = Files.notExists(file);
        if (fresh) Files.createDirectories(file.toAbsolutePath().getParent());
        open = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        // Else the first line would join the half one that a crash left.
        open.write(fresh ? HEADER + "\n" : "\n");
        out = open;
        return open;
    }

    private static void write(List<AccessFact> facts, BufferedWriter to) throws IOException {
        for (AccessFact fact : facts) writeLine(fact, to);
        to.flush();
    }

    private static void writeLine(AccessFact fact, BufferedWriter to) throws IOException {
        to.write(FactLine.of(fact));
        to.write('\n');
    }

    /** To be called now and then: starts over with a snapshot where too many lines follow. */
    void shortenIfLong(MemoryDirectory directory) {
        if (isLong(directory)) replaceBy(directory);
    }

    private synchronized boolean isLong(MemoryDirectory directory) {
        return appended > longest + directory.size();
    }

    /** Writes a new snapshot beside the file, then puts it in its place. */
    void replaceBy(MemoryDirectory directory) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            begin();
            try (BufferedWriter to = Files.newBufferedWriter(fresh)) {
                to.write(HEADER + "\n");
                directory.tellAll(fact -> writeUnchecked(fact, to));
                finish(fresh, to);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.error("access file not replaced file={}", file, e);
            forgetMeanwhile();
        }
    }

    private synchronized void forgetMeanwhile() {
        meanwhile = null;
    }

    private synchronized void begin() {
        meanwhile = new ArrayList<>();
    }

    private static void writeUnchecked(AccessFact fact, BufferedWriter to) {
        try {
            writeLine(fact, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void finish(Path fresh, BufferedWriter to) throws IOException {
        if (meanwhile != null) write(meanwhile, to);
        meanwhile = null;
        to.close();
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        close();
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        appended = 0;
    }

    @Override
    public synchronized void close() {
        try {
            if (out != null) out.close();
        } catch (IOException e) {
            LOG.error("access file not closed file={}", file, e);
        }
        out = null;
    }
}

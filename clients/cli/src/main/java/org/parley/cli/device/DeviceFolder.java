package org.parley.cli.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;
import org.parley.contracts.DeviceId;
import org.parley.contracts.UserId;

/**
 * A device of a user on this machine: a folder with its outbox and messages, held by one process at
 * a time. A second process of the same user takes another device, so that their sessions, counters
 * and outboxes never meet.
 */
public final class DeviceFolder implements AutoCloseable {

    private static final String LOCK = "lock";

    private final DeviceId id;
    private final Path path;
    private final FileChannel channel;

    private DeviceFolder(DeviceId id, Path path, FileChannel channel) {
        this.id = id;
        this.path = path;
        this.channel = channel;
    }

    /** The oldest device that no process holds; a new one where all are held. */
    public static DeviceFolder claim(Path home, UserId user) {
        return all(home, user).stream()
                .map(folder -> tryHold(folder))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> named(home, user, fresh()));
    }

    /** This device, and no other. */
    public static DeviceFolder named(Path home, UserId user, DeviceId id) {
        Path folder = home.resolve(user.value()).resolve(id.value());
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + folder, e);
        }
        return tryHold(folder)
                .orElseThrow(() ->
                        new Failure(
                                ExitCode.REFUSED,
                                "the device " + id + " of " + user + " is in use",
                                "End the other process, or leave --device away."));
    }

    /** The folders of all devices, oldest first. */
    public static List<Path> all(Path home, UserId user) {
        Path folder = home.resolve(user.value());
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> devices = Files.list(folder)) {
            return devices.filter(d -> Files.exists(d.resolve(LOCK)))
                    .sorted(Comparator.comparingLong(DeviceFolder::bornAt).thenComparing(d -> d))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    // Nothing is ever written to the lock file: its time is that of the device's first use.
    private static long bornAt(Path device) {
        return device.resolve(LOCK).toFile().lastModified();
    }

    private static Optional<DeviceFolder> tryHold(Path folder) {
        Optional<DeviceId> id = DeviceId.parse(folder.getFileName().toString());
        if (id.isEmpty()) return Optional.empty();
        try {
            FileChannel channel =
                    FileChannel.open(
                            folder.resolve(LOCK),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (isLocked(channel)) return Optional.of(new DeviceFolder(id.get(), folder, channel));
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + folder, e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static DeviceId fresh() {
        return new DeviceId("cli-%08x".formatted(new SecureRandom().nextInt()));
    }

    public DeviceId id() {
        return id;
    }

    public Path outbox() {
        return outbox(path);
    }

    public Path messages() {
        return messages(path);
    }

    public static Path outbox(Path device) {
        return device.resolve("outbox.log");
    }

    public static Path messages(Path device) {
        return device.resolve("messages.log");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release " + path, e);
        }
    }
}

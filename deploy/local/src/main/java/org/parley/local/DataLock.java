package org.parley.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** One launcher for one data folder. The lock goes with its process, however that ends. */
final class DataLock implements AutoCloseable {
    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    static DataLock take(DataFolder data) {
        var file = data.file("lock");
        try {
            var channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw new CannotStart(
                        "Parley already runs in %s (pid %s): ./parley status shows it, ./parley down ends it"
                                .formatted(data.path(), Files.readString(file).strip()));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid().getBytes(StandardCharsets.US_ASCII)));
            return new DataLock(channel);
        } catch (IOException e) {
            throw new CannotStart("%s cannot be locked: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** The process that holds the lock now. */
    static Optional<ProcessHandle> holder(DataFolder data) throws IOException {
        var file = data.file("lock");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var free = channel.tryLock()) {
            return free != null
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(Files.readString(file).strip()));
        }
    }

    private static String pid() {
        return ProcessHandle.current().pid() + "\n";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

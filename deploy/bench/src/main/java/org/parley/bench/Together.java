package org.parley.bench;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Some at once, but gently: hashing passwords is meant to be expensive. */
final class Together {
    private static final int AT_ONCE = 4;

    private Together() {}

    /** Does it for 0 to count - 1; the first failure is thrown. */
    static void forEach(int count, IntConsumer work) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<? extends Future<?>> all =
                    IntStream.range(0, count)
                            .mapToObj(i -> threads.submit(() -> work.accept(i)))
                            .toList();
            for (Future<?> one : all) one.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) throw failure;
            throw new IllegalStateException(e.getCause());
        }
    }
}

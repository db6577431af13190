package org.parley.bench;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** Many phones that lose their network at the same moment. */
final class Herd implements AutoCloseable {
    private static final int AT_ONCE = 64;

    private final List<Phone> phones = new ArrayList<>();
    private final Function<String, String> tokens;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger failures = new AtomicInteger();

    /**
     * @param tokens of a user; those that are there, not new ones
     */
    Herd(Stack stack, List<String> users, int sessions, Function<String, String> tokens) {
        this.tokens = tokens;
        for (int i = 0; i < sessions; i++)
            phones.add(new Phone(stack, users.get(i % users.size()), "herd-" + i / users.size()));
    }

    /** All, some at once. */
    void connect() throws InterruptedException {
        Semaphore some = new Semaphore(AT_ONCE);
        AtomicInteger there = new AtomicInteger();
        for (Phone phone : phones) {
            some.acquire();
            threads.execute(() -> {
                try {
                    untilConnected(phone);
                    phone.subscribe("chat/" + phone.user() + "/#");
                    there.incrementAndGet();
                } catch (IOException | InterruptedException _) {
                    failures.incrementAndGet();
                } finally {
                    some.release();
                }
            });
        }
        some.acquire(AT_ONCE);
        if (there.get() < phones.size())
            throw new CannotMeasure(
                    there.get() + " of " + phones.size() + " sessions could be opened");
    }

    /** As clients do: again after a moment that is longer each time. */
    private void untilConnected(Phone phone) throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                phone.connect(tokens.apply(phone.user()));
                return;
            } catch (IOException _) {
                failures.incrementAndGet();
                if (attempt > 20) throw new CannotMeasure("the broker takes nobody");
                SECONDS.sleep(1 + ThreadLocalRandom.current().nextInt(1 + attempt));
            }
        }
    }

    /**
     * Cuts all and lets each come back at a moment of its own within so many seconds.
     *
     * @return how long each was away, in microseconds
     */
    Histogram cutAndComeBack(int withinSeconds) throws InterruptedException {
        failures.set(0);
        Histogram away = new Histogram(3);
        long cut = System.nanoTime();
        phones.forEach(Phone::cut);
        Semaphore back = new Semaphore(0);
        for (Phone phone : phones)
            threads.execute(() -> {
                try {
                    long wait = SECONDS.toNanos(withinSeconds);
                    NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(wait));
                    untilConnected(phone);
                    synchronized (away) {
                        away.recordValue((System.nanoTime() - cut) / 1_000);
                    }
                } catch (InterruptedException | CannotMeasure _) {
                    Main.say(phone.user() + " did not come back");
                } finally {
                    back.release();
                }
            });
        back.acquire(phones.size());
        return away;
    }

    /** Attempts that the broker refused, or did not answer. */
    int failures() {
        return failures.get();
    }

    @Override
    public void close() {
        phones.forEach(Phone::close);
        threads.shutdownNow();
    }
}

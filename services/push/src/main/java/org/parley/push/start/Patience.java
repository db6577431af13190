package org.parley.push.start;

import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.Optional;

/**
 * Tries again until it works or the process ends: nothing that PostgreSQL or Kafka cannot take now
 * is lost, and nothing spins. Says at the first failure and then each minute what it waits for.
 */
public final class Patience {

    private static final Duration SAY_AGAIN = Duration.ofMinutes(1);

    private final Waiting waiting;
    private final String subject;
    private final Duration first;
    private final Duration longest;

    public Patience(Waiting waiting, String subject, Duration first, Duration longest) {
        this.waiting = waiting;
        this.subject = subject;
        this.first = first;
        this.longest = longest;
    }

    /** Something that may fail for a while. */
    public interface Attempt {
        void run() throws Exception;
    }

    public void untilDone(Attempt attempt) {
        Duration pause = first;
        Duration quiet = Duration.ZERO;
        for (Optional<String> failure = failureOf(attempt);
                failure.isPresent();
                failure = failureOf(attempt)) {
            waiting.because(subject, failure.get());
            if (quiet.isZero()) Log.warnf("waiting to %s reason=%s", subject, failure.get());
            quiet = quiet.compareTo(SAY_AGAIN) > 0 ? Duration.ZERO : quiet.plus(pause);
            pauseFor(pause);
            pause = longer(pause);
        }
        if (!quiet.isZero()) Log.infof("no longer waiting to %s", subject);
        waiting.over(subject);
    }

    /** Once: whether it worked. */
    boolean works(Attempt attempt) {
        Optional<String> failure = failureOf(attempt);
        failure.ifPresentOrElse(
                reason -> waiting.because(subject, reason), () -> waiting.over(subject));
        return failure.isEmpty();
    }

    private Optional<String> failureOf(Attempt attempt) {
        if (waiting.isStopping()) throw new StoppingException();
        try {
            attempt.run();
            return Optional.empty();
        } catch (StoppingException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppingException();
        } catch (Exception e) {
            Log.debugf(e, "failed to %s", subject);
            return Optional.of(describe(e));
        }
    }

    private void pauseFor(Duration pause) {
        try {
            waiting.pause(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppingException();
        }
    }

    private Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(longest) < 0 ? twice : longest;
    }

    /** The innermost reason, on one line. */
    public static String describe(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) cause = cause.getCause();
        String message = cause.getMessage();
        String name = cause.getClass().getSimpleName();
        return message == null ? name : name + ": " + message.lines().findFirst().orElse("");
    }
}

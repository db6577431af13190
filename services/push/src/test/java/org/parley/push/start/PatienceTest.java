package org.parley.push.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.inject.Vetoed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final Duration SHORT = Duration.ofMillis(1);

    /** Takes no time, and remembers how long it should have paused. */
    @Vetoed
    private static final class Timeless extends Waiting {
        private final List<Duration> pauses = new ArrayList<>();

        @Override
        public void pause(Duration duration) {
            pauses.add(duration);
        }
    }

    private final Timeless waiting = new Timeless();
    private final Patience patience = new Patience(waiting, "do it", SHORT, SHORT.multipliedBy(10));

    @Test
    void repeatsWithGrowingPausesUntilItWorks() {
        failing(6);

        assertThat(waiting.pauses)
                .extracting(Duration::toMillis)
                .containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
    }

    @Test
    void saysWhatItWaitsForAndNoLongerWhenItIsOver() {
        List<String> reasons = new ArrayList<>();
        List<Integer> attempts = new ArrayList<>();
        patience.untilDone(() -> {
            reasons.addAll(waiting.reasons().values());
            attempts.add(1);
            if (attempts.size() < 2) throw new IOException(new IOException("connection refused"));
        });

        assertThat(reasons).containsExactly("IOException: connection refused");
        assertThat(waiting.reasons()).isEmpty();
    }

    @Test
    void givesUpWhenTheProcessStops() {
        Waiting real = new Waiting();
        Patience stopping = new Patience(real, "do it", Duration.ofHours(1), Duration.ofHours(1));

        assertThatThrownBy(() ->
                        stopping.untilDone(() -> {
                            real.onStop(new ShutdownEvent());
                            throw new IOException("away");
                        }))
                .isInstanceOf(StoppingException.class);
    }

    private void failing(int times) {
        List<Integer> attempts = new ArrayList<>();
        patience.untilDone(() -> {
            attempts.add(1);
            if (attempts.size() <= times) throw new IOException("away");
        });
    }
}

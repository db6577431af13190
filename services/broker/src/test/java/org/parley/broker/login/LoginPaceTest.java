package org.parley.broker.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parley.broker.BrokerSettings.Rate;

class LoginPaceTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final LoginPace pace = new LoginPace(new Rate(10, 3), clock::get);

    @Test
    void aFewAtOnceDoNotWait() {
        assertThat(turns(3)).containsOnly(Optional.of(Duration.ZERO));
    }

    @Test
    void theOthersComeOneAfterTheOther() {
        turns(3);

        assertThat(turns(3)).containsExactly(after(100), after(200), after(300));
    }

    @Test
    void theLineMovesOn() {
        turns(5);

        pass(250);

        assertThat(pace.turn()).isEqualTo(after(50));
    }

    @Test
    void afterALongPauseNoMoreThanAFewAtOnce() {
        turns(50);

        pass(3_600_000);

        assertThat(turns(4)).endsWith(Optional.of(Duration.ZERO), after(100));
    }

    @Test
    void whoWouldWaitTooLongIsSentAwayAndTakesNoPlace() {
        turns(153);

        assertThat(turns(2)).containsOnly(Optional.empty());
        pass(100);

        assertThat(turns(2)).containsExactly(Optional.of(LoginPace.LONGEST_WAIT), Optional.empty());
    }

    @Test
    void theLineIsAsLongAsTheNextOneWouldWait() {
        turns(5);

        assertThat(pace.line()).isEqualTo(Duration.ofMillis(300));
        pass(1_000);
        assertThat(pace.line()).isZero();
    }

    private List<Optional<Duration>> turns(int count) {
        return IntStream.range(0, count).mapToObj(i -> pace.turn()).toList();
    }

    private static Optional<Duration> after(long millis) {
        return Optional.of(Duration.ofMillis(millis));
    }

    private void pass(long millis) {
        clock.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}

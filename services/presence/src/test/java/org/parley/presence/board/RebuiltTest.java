package org.parley.presence.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.presence.board.State.AWAY;
import static org.parley.presence.board.State.OFFLINE;
import static org.parley.presence.board.State.ONLINE;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** After a restart what is true counts, not what was written. */
class RebuiltTest {

    private static final Duration A_WHILE = Duration.ofSeconds(90);

    private final Street street = new Street();

    @Test
    void whoIsStillThereIsNotToldAgain() {
        street.comes("bob:phone").connects("carol:phone").says("carol:phone", AWAY).passes(60);
        street.restarts(A_WHILE).passes(120);

        assertThat(street.told("bob")).containsExactly(ONLINE);
        assertThat(street.told("carol")).containsExactly(AWAY);
    }

    @Test
    void whoWentMeanwhileIsOfflineThoughItWasWrittenThatHeIsOnline() {
        street.comes("bob:phone").passes(60).cut("bob:phone").restarts(A_WHILE).passes(60);

        assertThat(street.told("bob")).containsExactly(ONLINE, OFFLINE);
        // Asked at 150 s, at the start.
        assertThat(street.last("bob").at()).isEqualTo(Duration.ofSeconds(170));
        assertThat(street.last("bob").lastSeen()).isEqualTo(street.at(60));
    }

    @Test
    void whoWentWhileItWasToldOnTheLogIsOfflineWithThatTime() {
        street.comes("bob:phone").passes(60).cut("bob:phone").restarts(A_WHILE);
        street.says("bob:phone", OFFLINE, street.at(70)).passes(60);

        assertThat(street.told("bob")).containsExactly(ONLINE, OFFLINE);
        assertThat(street.last("bob").lastSeen()).isEqualTo(street.at(70));
    }

    @Test
    void whoseGraceRanWhenItEndedIsNotForgotten() {
        street.comes("bob:phone").passes(60).goes("bob:phone").passes(5);
        street.restarts(Duration.ofSeconds(1)).passes(60);

        assertThat(street.told("bob")).containsExactly(ONLINE, OFFLINE);
    }

    @Test
    void ofTwoDevicesTheOneThatIsStillThereCounts() {
        street.comes("bob:phone").connects("bob:laptop").says("bob:laptop", AWAY).passes(60);
        street.cut("bob:phone").restarts(A_WHILE).passes(60);

        assertThat(street.told("bob")).containsExactly(ONLINE, AWAY);
    }

    @Test
    void whoIsOfflineIsNotToldAgain() {
        street.comes("bob:phone").passes(10).goes("bob:phone").passes(60);
        street.restarts(A_WHILE).passes(60);

        assertThat(street.told("bob")).containsExactly(ONLINE, OFFLINE);
    }

    @Test
    void whenAllIsStartedAnewNobodyIsOfflineBeforeHeCouldComeBack() {
        street.comes("bob:phone").passes(60).brokerDies();
        street.brokerStarts().restarts(Duration.ofSeconds(40));
        street.passes(10).comes("bob:phone").passes(120);

        assertThat(street.told("bob")).containsExactly(ONLINE);
    }

    @Test
    void untilTheBrokerHasAnsweredOnceNobodyIsTurnedOffline() {
        street.comes("bob:phone").passes(60).brokerAnswers(false).restarts(A_WHILE);
        street.passes(100).brokerAnswers(true).passes(120);

        assertThat(street.told("bob")).containsExactly(ONLINE);
    }
}

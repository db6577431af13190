package org.parley.presence.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.presence.board.State.AWAY;
import static org.parley.presence.board.State.OFFLINE;
import static org.parley.presence.board.State.ONLINE;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BoardTest {

    private final Street street = new Street();

    @Test
    void whoComesIsOnlineAtOnce() {
        street.passes(1).comes("bob:phone");

        assertThat(street.told("bob")).containsExactly(ONLINE);
        assertThat(street.last("bob").at()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whoGoesIsOfflineAfterTheGraceAndWasSeenWhenHeWent() {
        street.comes("bob:phone").passes(10).goes("bob:phone").passes(60);

        assertThat(street.told("bob")).containsExactly(ONLINE, OFFLINE);
        assertThat(street.last("bob").at()).isEqualTo(Duration.ofSeconds(30));
        assertThat(street.last("bob").lastSeen()).isEqualTo(street.at(10));
        assertThat(street.size()).as("nobody is remembered for ever").isZero();
    }

    @Test
    void aPhoneThatChangesCellsIsNotOffline() {
        street.comes("bob:phone").passes(10);
        for (int i = 0; i < 10; i++) street.goes("bob:phone").passes(19).comes("bob:phone");

        assertThat(street.passes(60).told("bob")).containsExactly(ONLINE);
    }

    @Test
    void aConnectionThatComesBackWithoutAWordYetCounts() {
        street.comes("bob:phone").passes(10).goes("bob:phone").passes(3);
        street.connects("bob:phone").passes(60);

        assertThat(street.told("bob")).containsExactly(ONLINE);
    }

    @Test
    void whoSaysOfflineAndStaysConnectedIsOffline() {
        street.comes("bob:phone").passes(10).says("bob:phone", OFFLINE).passes(60);

        assertThat(street.told("bob")).containsExactly(ONLINE, OFFLINE);
    }

    @Test
    void ofTwoDevicesTheBestCounts() {
        street.comes("bob:phone").passes(10).connects("bob:laptop").says("bob:laptop", AWAY);
        street.passes(10).goes("bob:phone").passes(60);
        assertThat(street.told("bob")).containsExactly(ONLINE, AWAY);

        street.says("bob:laptop", ONLINE).passes(10).comes("bob:phone").goes("bob:laptop");
        assertThat(street.passes(60).told("bob")).containsExactly(ONLINE, AWAY, ONLINE);
    }

    @Test
    void theLastOfTwoDevicesSaysWhenHeWasSeen() {
        street.comes("bob:phone").comes("bob:laptop").passes(10).goes("bob:phone").passes(30);
        street.goes("bob:laptop").passes(30);

        assertThat(street.told("bob")).containsExactly(ONLINE, OFFLINE);
        assertThat(street.last("bob").lastSeen()).isEqualTo(street.at(40));
    }

    @Test
    void comingAndGoingEverySecondCostsAtMostTwoPublicationsInFiveSeconds() {
        street.comes("bob:phone").passes(10);
        for (int i = 0; i < 100; i++) {
            street.says("bob:phone", i % 2 == 0 ? AWAY : ONLINE).passes(1);
        }

        assertThat(street.tellings("bob").size()).isLessThanOrEqualTo(2 + 100 / 5 * 2);
        var tellings = street.tellings("bob");
        for (int i = 1; i < tellings.size(); i++)
            if (tellings.get(i).state() != ONLINE)
                assertThat(tellings.get(i).at().minus(tellings.get(i - 1).at()))
                        .isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void whatIsSaidAgainOrLateIsNotToldAgain() {
        street.comes("bob:phone").passes(10);
        street.says("bob:phone", ONLINE).says("bob:phone", OFFLINE, street.at(5)).passes(60);
        assertThat(street.told("bob")).containsExactly(ONLINE);

        street.goes("bob:phone").passes(40).says("bob:phone", OFFLINE).passes(40);
        assertThat(street.told("bob")).containsExactly(ONLINE, OFFLINE);
    }

    @Test
    void aDeviceThatNeverSaidAnythingIsNobodys() {
        street.connects("bob:shell").passes(60);

        assertThat(street.told("bob")).isEmpty();
    }

    @Test
    void aDeviceWithoutAWillIsMissedByItsConnection() {
        street.comes("bob:phone").passes(12).cut("bob:phone").passes(60);

        assertThat(street.told("bob")).containsExactly(ONLINE, OFFLINE);
        // At 15 s the broker does not know it any more; it knew it at 10 s.
        assertThat(street.last("bob").at()).isEqualTo(Duration.ofSeconds(35));
        assertThat(street.last("bob").lastSeen()).isEqualTo(street.at(10));
    }

    @Test
    void aListThatWasMadeBeforeTheConnectionSaysNothingAgainstIt() {
        street.passes(Duration.ofMillis(4_900));
        // Connected, but the list of this moment does not have it.
        street.says("bob:phone", ONLINE).passes(1).connects("bob:phone").passes(60);

        assertThat(street.told("bob")).containsExactly(ONLINE);
    }
}

package org.parley.presence.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.presence.board.State.OFFLINE;
import static org.parley.presence.board.State.ONLINE;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When many go at once, or nobody can be asked. */
class UpheavalTest {

    private final Street street = new Street();

    private static String phone(int user) {
        return "user" + user + ":phone";
    }

    private void allCome(int users) {
        for (int i = 0; i < users; i++) street.comes(phone(i));
    }

    @Test
    void aBrokerThatIsKilledTurnsNobodyOfflineWhoComesBackInTime() {
        allCome(100);
        street.passes(60).brokerDies().passes(40).brokerStarts().passes(50);
        allCome(100);
        street.passes(120);

        for (int i = 0; i < 100; i++) assertThat(street.told("user" + i)).containsExactly(ONLINE);
    }

    @Test
    void whoDoesNotComeBackAfterTheBrokerIsOfflineWithinABound() {
        street.comes("bob:phone").comes("carol:phone").passes(60);
        street.brokerDies().passes(40).brokerStarts().passes(10).comes("carol:phone").passes(120);

        assertThat(street.told("carol")).containsExactly(ONLINE);
        assertThat(street.told("bob")).containsExactly(ONLINE, OFFLINE);
        // 60 s after its start at 100 s.
        assertThat(street.last("bob").at()).isEqualTo(Duration.ofSeconds(160));
        assertThat(street.last("bob").lastSeen()).isEqualTo(street.at(60));
    }

    @Test
    void aBrokerThatStopsInOrderSendsTheWillsOfAllAndStillNobodySeesIt() {
        allCome(100);
        street.passes(60);
        for (int i = 0; i < 100; i++) street.goes(phone(i));
        street.brokerDies().passes(40).brokerStarts().passes(20);
        allCome(100);
        street.passes(120);

        for (int i = 0; i < 100; i++) assertThat(street.told("user" + i)).containsExactly(ONLINE);
    }

    @Test
    void manyWhoAreCutAtOnceAndComeBackAreNotOffline() {
        allCome(100);
        street.passes(60);
        for (int i = 0; i < 60; i++) street.goes(phone(i));
        street.passes(45);
        for (int i = 0; i < 60; i++) street.comes(phone(i));
        street.passes(120);

        for (int i = 0; i < 100; i++) assertThat(street.told("user" + i)).containsExactly(ONLINE);
    }

    @Test
    void manyWhoAreCutAtOnceAndStayAwayAreOfflineWithinABound() {
        allCome(100);
        street.passes(60);
        for (int i = 0; i < 60; i++) street.goes(phone(i));
        street.passes(120);

        for (int i = 0; i < 60; i++) {
            assertThat(street.told("user" + i)).containsExactly(ONLINE, OFFLINE);
            assertThat(street.last("user" + i).at()).isEqualTo(Duration.ofSeconds(120));
        }
    }

    @Test
    void whoKeepsComingAndGoingDoesNotHoldTheOthersForEver() {
        allCome(100);
        street.passes(60).goes("user99:phone");
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 60; i++) street.goes(phone(i));
            street.passes(5);
            for (int i = 0; i < 60; i++) street.comes(phone(i));
            street.passes(5);
        }

        assertThat(street.told("user99")).containsExactly(ONLINE, OFFLINE);
    }

    @Test
    void aFewWhoGoAtOnceAreNoUpheaval() {
        allCome(300);
        street.passes(60);
        for (int i = 0; i < 40; i++) street.goes(phone(i));
        street.passes(30);

        assertThat(street.last("user0").state()).isEqualTo(OFFLINE);
        assertThat(street.last("user0").at()).isEqualTo(Duration.ofSeconds(80));
    }

    @Test
    void whileTheBrokerCannotBeAskedNobodyIsTurnedOfflineBeforeTheBound() {
        street.comes("bob:phone").comes("carol:phone").passes(60).brokerAnswers(false);
        street.passes(100).goes("carol:phone").passes(195);
        assertThat(street.told("bob")).containsExactly(ONLINE);
        assertThat(street.told("carol")).containsExactly(ONLINE);

        // 300 s after the last answer, at 60 s
        street.passes(15);
        assertThat(street.told("carol")).containsExactly(ONLINE, OFFLINE);
        assertThat(street.told("bob")).containsExactly(ONLINE, OFFLINE);
        assertThat(street.last("bob").lastSeen()).isEqualTo(street.at(60));
    }

    @Test
    void whoSaysSomethingWhileTheBrokerCannotBeAskedIsThere() {
        street.comes("bob:phone").passes(60).brokerAnswers(false).passes(200);
        street.says("bob:phone", ONLINE).passes(200);

        assertThat(street.told("bob")).containsExactly(ONLINE);
    }

    @Test
    void aMomentWithoutAnswersChangesNothing() {
        street.comes("bob:phone").passes(60).brokerAnswers(false).passes(60).brokerAnswers(true);

        assertThat(street.passes(120).told("bob")).containsExactly(ONLINE);
    }
}

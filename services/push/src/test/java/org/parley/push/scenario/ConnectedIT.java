package org.parley.push.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.parley.push.Connected;
import org.parley.push.PushProfile;
import org.parley.push.Said;
import org.parley.testkit.PushVendors.Subscription;

/**
 * Who is told of what, when somebody is connected to the real broker. The grace is four seconds.
 */
@QuarkusTest
@TestProfile(PushProfile.class)
@EnabledIf("org.parley.push.vendor.Vendors#canRun")
class ConnectedIT extends Scenario {

    @Test
    void aConnectedDeviceThatSaysThatItHasTheMessageIsNotTold() {
        Subscription phone = bob.listensOn("phone");
        try (Connected _ = new Connected(bob, "phone")) {
            Said hello = Said.by(alice, bob.name(), "hello").isHeard();
            hello.is("delivered", bob.name(), "phone");
            soon().untilAsserted(() ->
                    assertThat(bob.ledger("phone", hello.id().toString()))
                            .containsExactly("queued", "cancelled-delivered"));
            overTheGrace();
            assertThat(vendors.received(phone.id())).isEmpty();
        }
    }

    @Test
    void aReceiptThatNamesNoDeviceCountsForThoseThatAreConnected() {
        Subscription phone = bob.listensOn("phone");
        Subscription tablet = bob.listensOn("tablet");
        try (Connected _ = new Connected(bob, "phone")) {
            Said hello = Said.by(alice, bob.name(), "hello").isHeard();
            hello.is("delivered", bob.name(), null);
            soon().untilAsserted(() ->
                    assertThat(bob.ledger("phone", hello.id().toString()))
                            .containsExactly("queued", "cancelled-delivered"));
            // The tablet is not connected: nobody has read it, so it is told after the grace.
            only(tablet);
            assertThat(vendors.received(phone.id())).isEmpty();
        }
    }

    @Test
    void aDeadConnectionIsOneFromWhichNothingComes() {
        Subscription phone = bob.listensOn("phone");
        try (Connected _ = new Connected(bob, "phone")) {
            Said hello = Said.by(alice, bob.name(), "hello").isHeard();
            pause();
            assertThat(vendors.received(phone.id())).isEmpty();
            only(phone);
            assertThat(bob.ledger("phone", hello.id().toString())).startsWith("queued", "sent");
        }
    }

    @Test
    void whatIsReadOnTheLaptopWithinTheGraceIsNotToldOnThePhone() {
        Subscription phone = bob.listensOn("phone");
        // The laptop has no push target: nobody but the broker knows it.
        try (Connected _ = new Connected(bob, "laptop")) {
            Said hello = Said.by(alice, bob.name(), "hello").isHeard();
            pause();
            hello.is("read", bob.name(), "laptop");
            soon().untilAsserted(() ->
                    assertThat(bob.ledger("phone", hello.id().toString()))
                            .containsExactly("queued", "cancelled-read"));
            overTheGrace();
            assertThat(vendors.received(phone.id())).isEmpty();
        }
    }

    @Test
    void whatIsOnlyDeliveredToTheLaptopIsToldOnThePhoneAfterTheGrace() {
        Subscription phone = bob.listensOn("phone");
        try (Connected _ = new Connected(bob, "laptop")) {
            Said hello = Said.by(alice, bob.name(), "hello").isHeard();
            hello.is("delivered", bob.name(), "laptop");
            pause();
            assertThat(vendors.received(phone.id())).isEmpty();
            only(phone);
        }
    }

    @Test
    void tenMessagesWithinTheGraceAreOneNotification() {
        Subscription phone = bob.listensOn("phone");
        try (Connected _ = new Connected(bob, "laptop")) {
            Said first = Said.by(alice, bob.name(), "number 1").isHeard();
            for (int i = 2; i <= 10; i++) Said.by(alice, bob.name(), "number " + i).isHeard();
            var told = only(phone);
            assertThat(told.getString("payload.text")).isEqualTo("number 10");
            assertThat(told.getInt("payload.unread")).isEqualTo(10);
            assertThat(told.getInt("payload.badge")).isEqualTo(1);
            stillOnly(phone, 1);
            assertThat(bob.ledger("phone", first.id().toString()))
                    .containsExactly("queued", "collapsed");
        }
    }

    private static void overTheGrace() {
        for (int i = 0; i < 4; i++) pause();
    }
}

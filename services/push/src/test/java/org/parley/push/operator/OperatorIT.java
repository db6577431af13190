package org.parley.push.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.parley.push.PushProfile;
import org.parley.push.Said;
import org.parley.push.Visitor;
import org.parley.push.store.Database;
import org.parley.push.vendor.Vendors;
import org.parley.testkit.PushVendors.Subscription;

/** Across users, with a reason that is on record. */
@QuarkusTest
@TestProfile(PushProfile.class)
@EnabledIf("org.parley.push.vendor.Vendors#canRun")
class OperatorIT {

    private final Visitor bob = Visitor.named("bob");
    private final Visitor oscar = Visitor.withRole("oscar", "operator");
    private final Vendors vendors = Vendors.shared();

    @Inject Database database;

    private JsonPath asks(String query) {
        return oscar.ok("/operator/ledger?" + query);
    }

    @Test
    void anOperatorSeesWhatBecameOfAMessageAndSaysWhy() {
        bob.listensOn("phone");
        Said hello = Said.by("alice-" + bob.name(), bob.name(), "secret words").isHeard();
        soon().until(() ->
                asks("user=" + bob.name() + "&reason=ticket+7").getList("entries.event").size()
                        == 3);
        JsonPath page = asks("message=" + hello.id() + "&event=accepted&reason=ticket+7");
        assertThat(page.getString("entries[0].user")).isEqualTo(bob.name());
        assertThat(page.getString("entries[0].detail")).isEqualTo("HTTP 201");
        JsonPath first = asks("user=" + bob.name() + "&limit=2&reason=ticket+7");
        JsonPath rest =
                asks(
                        "user="
                                + bob.name()
                                + "&limit=2&reason=ticket+7&cursor="
                                + first.getString("next"));
        assertThat(first.getList("entries.event")).containsExactly("accepted", "sent");
        assertThat(rest.getList("entries.event")).containsExactly("queued");
        assertThat(oscar.get("/operator/ledger?reason=ticket+7&user=" + bob.name()).asString())
                .doesNotContain("secret words");
    }

    @Test
    void withoutAReasonThereIsNoAnswerAndEachQuestionIsOnRecord() {
        Visitor.problem(oscar.get("/operator/ledger"), 400, "bad-parameter");
        Visitor.problem(oscar.get("/operator/ledger?reason=x"), 400, "bad-parameter");
        Visitor.problem(oscar.get("/operator/ledger?reason=looking&limit=0"), 400, "bad-parameter");
        asks("user=" + bob.name() + "&reason=looking+around");
        JsonPath trail =
                oscar.ok("/operator/audit?operator=" + oscar.name() + "&reason=the+auditors");
        assertThat(trail.getList("entries.reason")).containsExactly("looking around", "looking");
        assertThat(trail.getString("entries[0].query.user")).isEqualTo(bob.name());
        assertThat(trail.getString("entries[1].failure")).isEqualTo("BadParameter");
    }

    @Test
    void whatWasGivenUpCanBeToldOnceMore() {
        Subscription phone = bob.listensOn("phone");
        vendors.answer(phone.id(), List.of(Map.of("status", 400)));
        Said hello = Said.by("alice-" + bob.name(), bob.name(), "hello").isHeard();
        soon().until(() -> bob.ledger("phone", hello.id().toString()).contains("refused"));
        long entry =
                asks("message=" + hello.id() + "&event=refused&reason=ticket+7")
                        .getLong("entries[0].id");
        JsonPath retried =
                Visitor.json(
                        oscar.sends(Map.of("reason", "ticket 7"))
                                .post("/operator/ledger/" + entry + "/retry"),
                        200);
        assertThat(retried.getString("state")).isEqualTo("queued");
        soon().until(() -> vendors.received(phone.id()).size() == 1);
        assertThat(bob.ledger("phone", hello.id().toString())).contains("requeued");
        Visitor.problem(
                oscar.sends(Map.of("reason", "ticket 7")).post("/operator/ledger/99999999/retry"),
                404,
                "not-there");
        Visitor.problem(
                oscar.sends(Map.of()).post("/operator/ledger/" + entry + "/retry"),
                400,
                "bad-parameter");
    }

    @Test
    void nobodyChangesTheTrail() {
        asks("reason=looking+around");
        assertThatThrownBy(() -> database.run("DELETE FROM audit"))
                .hasMessageContaining("only grows");
        assertThatThrownBy(() -> database.run("UPDATE audit SET reason = 'none'"))
                .hasMessageContaining("only grows");
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
    }
}

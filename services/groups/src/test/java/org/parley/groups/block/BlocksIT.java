package org.parley.groups.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.groups.GroupsProfile;
import org.parley.groups.Told;
import org.parley.groups.Visitor;

@QuarkusTest
@TestProfile(GroupsProfile.class)
class BlocksIT {

    private Visitor bob;
    private Visitor mallory;

    @BeforeEach
    void twoPeople() {
        bob = Visitor.named("bob");
        mallory = Visitor.named("mallory");
    }

    private String key() {
        return "block/" + bob + "/" + mallory;
    }

    private void block() {
        bob.asks().put("/blocks/" + mallory).then().statusCode(200);
    }

    @Test
    void aBlockBeginsAndEndsOnTheLogToo() {
        block();
        String since = bob.ok("/blocks").getString("blocks[0].since");
        block();
        assertThat(bob.ok("/blocks").getList("blocks.user")).containsExactly(mallory.name());
        assertThat(Told.state(key(), s -> true).getString("since")).isEqualTo(since);

        bob.delete("/blocks/" + mallory).then().statusCode(204);
        bob.delete("/blocks/" + mallory).then().statusCode(204);
        assertThat(bob.ok("/blocks").getList("blocks")).isEmpty();
        await().atMost(Duration.ofSeconds(20)).until(() -> !Told.replay().containsKey(key()));
    }

    @Test
    void whoIsBlockedAddsNobodyAndIsNotToldWhy() {
        block();
        String path = mallory.createsWith("Spam");
        JsonPath answer =
                Visitor.json(
                        mallory.post(path + "/members", Map.of("users", List.of(bob.name()))), 200);

        assertThat(answer.getString("outcomes[0].outcome")).isEqualTo("refused");
        assertThat(answer.getString("outcomes[0].reason")).isEqualTo(bob + " cannot be added");
        assertThat(bob.ok("/groups").getList("groups")).isEmpty();
        assertThat(Told.live(mallory.name()).toString()).doesNotContain("block");
    }

    @Test
    void anotherAdminAddsHimNevertheless() {
        block();
        Visitor alice = Visitor.named("alice");
        String path = mallory.createsWith("Chess", alice);
        mallory.makes(path, alice, "admin");

        assertThat(alice.adds(path, bob)).containsExactly("added");
    }

    @Test
    void nobodyBlocksHimselfOrMoreThanHeMay() {
        assertThat(Visitor.problem(bob.asks().put("/blocks/" + bob), 400, "bad-parameter"))
                .endsWith("nobody blocks himself");
        Visitor.problem(bob.asks().put("/blocks/server"), 400, "bad-parameter");
        for (String user : List.of("one", "two", "three"))
            bob.asks().put("/blocks/" + user).then().statusCode(200);

        assertThat(Visitor.problem(bob.asks().put("/blocks/four"), 409, "limit"))
                .isEqualTo("you block 3 users; 3 are the most");
    }
}

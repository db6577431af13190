package org.parley.cli.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.cli.Samples.ALICE_BOB;
import static org.parley.cli.Samples.BOB;
import static org.parley.cli.Samples.id;
import static org.parley.cli.Samples.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.parley.cli.client.ChatEvent;
import org.parley.cli.client.Unnamed;
import org.parley.cli.conversation.GapWatch;
import org.parley.cli.conversation.Reach;
import org.parley.cli.json.Json;
import org.parley.cli.presence.Presence;
import org.parley.contracts.UserId;

/** Scripts rely on these lines. */
class EventLinesTest {

    @Test
    void aMessage() {
        var payload = Json.object().put("message", "hi").put("device", "d").put("n", 2);
        assertThat(line(new ChatEvent.Arrived(message(BOB, 1, payload), true)))
                .isEqualTo(
                        "{'event':'message','id':'ID1','conversation':'alice_bob','from':'bob','to':'alice',"
                                + "'type':'text','message':'hi','payload':{'message':'hi','device':'d','n':2,"
                                + "'id':'ID1'},'device':'d','n':2,'live':true}");
    }

    @Test
    void aMessageThatNobodyNumbered() {
        var unnamed = new Unnamed(ALICE_BOB, "bob", "hi", java.util.Map.of("message", "hi"));
        assertThat(line(new ChatEvent.ArrivedUnnamed(unnamed)))
                .isEqualTo(
                        "{'event':'message','id':null,'conversation':'alice_bob','from':'bob',"
                                + "'message':'hi','live':true,'payload':{'message':'hi'}}");
    }

    @Test
    void stored() {
        assertThat(line(new ChatEvent.Stored(ALICE_BOB, id(1), 4711)))
                .isEqualTo(
                        "{'event':'stored','conversation':'alice_bob','id':'ID1','position':4711}");
    }

    @Test
    void read() {
        assertThat(line(new ChatEvent.Reached(ALICE_BOB, "bob", Reach.READ, id(1), List.of(id(1)))))
                .isEqualTo(
                        "{'event':'read','conversation':'alice_bob','from':'bob','upTo':'ID1','ids':['ID1']}");
    }

    @Test
    void presence() {
        var seen = new Presence("offline", Instant.parse("2026-11-28T14:03:00Z"));
        assertThat(line(new ChatEvent.Seen(new UserId("bob"), Optional.of(seen))))
                .isEqualTo(
                        "{'event':'presence','user':'bob','state':'offline','lastSeen':'2026-11-28T14:03:00Z'}");
        assertThat(line(new ChatEvent.Seen(new UserId("bob"), Optional.empty())))
                .isEqualTo("{'event':'presence','user':'bob','state':null}");
    }

    @Test
    void aGap() {
        var stream = new GapWatch.Stream(ALICE_BOB, "bob", "phone");
        assertThat(line(new ChatEvent.Missed(new GapWatch.Gap(stream, 2, 3))))
                .isEqualTo(
                        "{'event':'gap','conversation':'alice_bob','from':'bob','device':'phone','first':2,'last':3}");
    }

    private static String line(ChatEvent event) {
        return Json.line(EventLines.of(event)).replace(id(1).toString(), "ID1").replace('"', '\'');
    }
}

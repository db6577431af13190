package org.parley.archive.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.archive.ReadingProfile;
import org.parley.archive.Said;
import org.parley.archive.Visitor;
import org.parley.archive.ingest.MessageDoor;

@QuarkusTest
@TestProfile(ReadingProfile.class)
class SearchIT {

    private final MessageDoor archive = MessageDoor.open();

    private Visitor alice;
    private Visitor bob;

    @BeforeEach
    void twoPeople() {
        alice = Visitor.named("alice");
        bob = Visitor.named("bob");
    }

    private Said alice(String text) {
        return Said.by(alice.name(), bob.name(), text);
    }

    private static String path(String query) {
        return "/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private List<String> found(Visitor who, String query) {
        return who.ok(path(query)).getList("hits.message.message", String.class);
    }

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    muller      | Grüße von MÜLLER aus der Straße
                    strasse     | Grüße von MÜLLER aus der Straße
                    你好         | 小明说你好吗
                    明           | 小明说你好吗
                    مدرسة       | أحمد في المدرسة الْكَبِيرَة مَدْرَسَة
                    الكبيرة     | أحمد في المدرسة الْكَبِيرَة مَدْرَسَة
                    👍          | bis morgen 👍🏽
                    "bis morgen"| bis morgen 👍🏽
                    mor         | bis morgen
                    o'neil      | Mr. O'Neil's \\ & | ! :* <-> text
                    हिन्दी        | मैं हिन्दी में लिखता हूँ
                    """)
    void aWordIsFoundHoweverItIsTyped(String query, String text) throws Exception {
        archive.keep(List.of(alice(text), alice("something else")));
        assertThat(found(bob, query)).containsExactly(text);
    }

    @Test
    void charactersInAnotherOrderAreNotFound() throws Exception {
        archive.keep(List.of(alice("好你"), alice("你好"), alice("你好。好吗")));
        assertThat(found(bob, "你好吗")).isEmpty();
        assertThat(found(bob, "你好")).containsExactly("你好。好吗", "你好");
    }

    @Test
    void aStrangerFindsNothing() throws Exception {
        archive.keep(alice("secret rendezvous"));
        Visitor carol = Visitor.named("carol");
        assertThat(found(carol, "rendezvous")).isEmpty();
        String chat = alice.name() + "_" + bob.name();
        carol.problem(path("rendezvous") + "&conversation=" + chat, 404, "not-there");
    }

    @Test
    void whatWasEditedIsFoundByItsNewTextOnly() throws Exception {
        Said said = alice("tomatoes");
        archive.keep(said);
        archive.keep(said.edit("potatoes"));
        assertThat(found(bob, "tomatoes")).isEmpty();
        assertThat(found(bob, "potatoes")).containsExactly("potatoes");
    }

    @Test
    void whatIsGoneIsNotFound() throws Exception {
        Said said = alice("ephemeral");
        archive.keep(said);
        archive.keep(said.delete());
        archive.keep(alice("ephemeral").expiring(Instant.now().plusMillis(1)));
        assertThat(found(bob, "ephemeral")).isEmpty();
    }

    @Test
    void anAttachmentIsFoundByItsName() throws Exception {
        archive.keep(
                alice("see this").with("attachment", java.util.Map.of("name", "Rechnung.pdf")));
        assertThat(found(alice, "rechnung")).containsExactly("see this");
    }

    @Test
    void aSearchMayBeNarrowedToAConversationAndASender() throws Exception {
        Visitor carol = Visitor.named("carol");
        archive.keep(
                List.of(
                        alice("lunch, Bob?"),
                        Said.by(bob.name(), alice.name(), "lunch, sure"),
                        Said.by(alice.name(), carol.name(), "lunch, Carol?")));
        String chat = alice.name() + "_" + bob.name();
        JsonPath inChat = alice.ok(path("lunch") + "&conversation=" + chat);
        assertThat(inChat.getList("hits.message.message", String.class))
                .containsExactly("lunch, sure", "lunch, Bob?");
        JsonPath byAlice = alice.ok(path("lunch") + "&from=" + alice.name());
        assertThat(byAlice.getList("hits.message.message", String.class))
                .containsExactly("lunch, Carol?", "lunch, Bob?");
    }

    @Test
    void hitsArePagedWithoutGapsOrRepeats() throws Exception {
        List<Said> said = IntStream.range(0, 23).mapToObj(i -> alice("needle " + i)).toList();
        archive.keep(said);
        List<String> read = new ArrayList<>();
        String at = "";
        do {
            JsonPath page = bob.ok(path("needle") + "&limit=5" + at);
            read.addAll(page.getList("hits.message.id", String.class));
            at = page.getString("next") == null ? "" : "&before=" + page.get("next");
        } while (!at.isEmpty());
        assertThat(read).isEqualTo(said.reversed().stream().map(s -> s.id().toString()).toList());
    }

    @Test
    void pagesEndThoughTheIndexProposesMuchThatIsWrong() throws Exception {
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < 40; i++) said.add(alice("你好。好吗" + i));
        said.addFirst(alice("你好吗"));
        archive.keep(said);
        List<String> read = new ArrayList<>();
        String at = "";
        do {
            JsonPath page = bob.ok(path("你好吗") + "&limit=2" + at);
            read.addAll(page.getList("hits.message.message", String.class));
            at = page.getString("next") == null ? "" : "&before=" + page.get("next");
        } while (!at.isEmpty());
        assertThat(read).containsExactly("你好吗");
    }

    @Test
    void theSnippetMarksWhatWasFound() throws Exception {
        archive.keep(alice("Herr Müller war da"));
        JsonPath page = bob.ok(path("muller"));
        assertThat(page.getString("hits[0].snippet.text")).isEqualTo("Herr Müller war da");
        assertThat(page.getInt("hits[0].snippet.highlights[0].start")).isEqualTo(5);
        assertThat(page.getInt("hits[0].snippet.highlights[0].end")).isEqualTo(11);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/search", "/search?q=", "/search?q=%21%3F", "/search?q=hi&limit=101"})
    void aSearchForNothingIsRefused(String path) {
        bob.problem(path, 400, "bad-parameter");
    }

    @Test
    void anEndlessQueryIsRefused() {
        bob.problem("/search?q=" + "x".repeat(201), 400, "bad-parameter");
    }
}

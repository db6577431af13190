package org.parley.archive.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.contracts.ConversationId;
import org.parley.contracts.GroupId;
import org.parley.contracts.UserId;

class SearchQueryTest {

    private static SearchQuery query(String text) {
        return SearchQuery.parse(text).orElseThrow();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    Hello Wor        | 'hello' & 'wor':*
                    a                | 'a'
                    "hello world"    | 'hello' & 'world'
                    „Grüß Gott“ ihr  | 'gruss' & 'gott' & 'ihr':*
                    你好              | '你好'
                    你                | '你':*
                    你好吗 ok         | '你好' & '好吗' & 'ok':*
                    👍🏽               | '👍':*
                    to to to         | 'to' & 'to':*
                    """)
    void theIndexIsAskedForWordsAndPairs(String text, String tsquery) {
        assertThat(query(text).tsquery()).isEqualTo(tsquery);
    }

    @Test
    void aPersonFindsWhatHeMaySee() {
        UserId alice = new UserId("alice");
        GroupId group = new GroupId("g-01arz3ndektsv4rrffq69g5fav");
        ConversationId direct = ConversationId.parse("alice_bob").orElseThrow();
        assertThat(query("hi you").tsquery(alice, List.of(group)))
                .isEqualTo("('@alice' | '@g-01arz3ndektsv4rrffq69g5fav') & 'hi' & 'you':*");
        assertThat(query("hi you").tsquery(direct)).isEqualTo("'@alice' & '@bob' & 'hi' & 'you':*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "?!", "\"\"", "\" \" …"})
    void nothingToLookForIsNoQuery(String text) {
        assertThat(SearchQuery.parse(text)).isEmpty();
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    muller           | Hallo Müller!        | Müller
                    MÜLL             | Müllers Kuh          | Müllers
                    strasse          | Die Straße           | Straße
                    你好              | 我说你好吗            | 你好
                    مدرسه            | في المَدْرَسَة مَدْرَسَة  | مَدْرَسَة
                    احمد             | قال أحمد             | أحمد
                    👍               | ok 👍🏽!              | 👍🏽
                    👩               | 👩🏽‍🚀 fliegt           | 👩🏽‍🚀
                    "big cat"        | a big cat, a big dog | big cat
                    タワー            | 東京タワー            | タワー
                    국어              | 한국어                | 국어
                    ข้าว              | กินข้าวแล้ว            | ข้าว
                    हिन्दी             | मैं हिन्दी में लिखता     | हिन्दी
                    ёлка             | Наша Елка            | Елка
                    """)
    void whatIsFoundIsMarked(String query, String text, String marked) {
        List<Mark> marks = query(query).marks(text);
        assertThat(marks).hasSize(1);
        Mark mark = marks.getFirst();
        assertThat(text.substring(mark.start(), mark.end())).isEqualTo(marked);
    }

    @ParameterizedTest(name = "{0} not in {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    你好              | 好你
                    你好吗            | 你好。好吗
                    "big cat"        | cat big
                    "big cat"        | big cats
                    ell              | hello
                    hello world      | hello
                    🇩🇪               | 🇫🇷
                    👩               | 👨‍👩‍👧
                    """)
    void whatOnlyLooksAlikeIsNotFound(String query, String text) {
        assertThat(query(query).marks(text)).isEmpty();
    }

    @Test
    void aHostileTextCostsLittle() {
        String endless = "一".repeat(60_000);
        assertThat(query("一一一二").marks(endless)).isEmpty();
    }

    @Test
    void aSnippetIsCutAroundWhatWasFoundAndNotThroughAnEmoji() {
        String text = "😀".repeat(200) + " needle " + "😀".repeat(200);
        List<Mark> marks = query("needle").marks(text);
        Snippet snippet = Snippet.of(text, marks);
        Mark mark = snippet.highlights().getFirst();
        assertThat(snippet.text().substring(mark.start(), mark.end())).isEqualTo("needle");
        assertThat(snippet.text()).startsWith("…😀").endsWith("😀…").hasSizeLessThanOrEqualTo(240);
    }
}

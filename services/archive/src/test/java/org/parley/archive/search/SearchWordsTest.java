package org.parley.archive.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.contracts.ConversationId;

class SearchWordsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Müller traf MÜLLER            | muller traf
                    Die Straße, STRASSE           | die strasse
                    don't e-mail me@example.org   | don t e mail me example org
                    Ωδυσσεύς ΟΔΥΣΣΕΎΣ             | ωδυσσευσ οδυσσευσ
                    Ёлка ёлка                     | елка
                    İstanbul ISTANBUL ıstanbul    | istanbul
                    ﬁne ｆｕｌｌ ①                   | fine full 1
                    Łódź smørrebrød               | lodz smorrebrod
                    مُحَمَّد                          | محمد
                    محـــمد                       | محمد
                    أحمد إحمد آحمد ٱحمد           | احمد
                    ٠١٢٣ ۴                        | 0123 4
                    שָׁלוֹם                         | שלום
                    हिन्दी में लिखो                  | हिन्दी में लिखो
                    फ़ोन                           | फोन
                    你好                           | 你好 好
                    你                             | 你
                    我有iPhone手机                  | 我有 有 iphone 手机 机
                    東京タワー                       | 東京 京タ タワ ワー ー
                    ﾊﾝｶﾞｰ                          | ハン ンガ ガー ー
                    한국어 공부                      | 한국 국어 어 공부 부
                    กินข้าว                         | กิ ิน นข ข้ ้า าว ว
                    👍🏽 👍                         | 👍
                    ❤️❤                           | ❤
                    👨‍👩‍👧ok                        | 👨‍👩‍👧 ok
                    🇩🇪🇫🇷                          | 🇩🇪 🇫🇷
                    """)
    void wordsAreFolded(String text, String words) {
        assertThat(SearchWords.of(text)).containsExactly(words.split(" "));
    }

    @Test
    void aSyllableThatCameInPiecesIsTheSame() {
        String pieces = Normalizer.normalize("한국어 がぎ", Normalizer.Form.NFD);
        assertThat(SearchWords.of(pieces)).isEqualTo(SearchWords.of("한국어 がぎ"));
    }

    @Test
    void nothingToFindIsNoWord() {
        for (String text : List.of("", "  \n", "?!… ", "\u0000\u200D\uFE0F", "\uD83D", "\u0301"))
            assertThat(SearchWords.of(text)).as(text).isEmpty();
    }

    @Test
    void anEndlessWordCountsByItsStart() {
        assertThat(SearchWords.of("x".repeat(60_000)))
                .containsExactly("x".repeat(SearchWords.MAX_LENGTH));
    }

    @Test
    void accentsUponAccentsCountForNothing() {
        assertThat(SearchWords.of("Z" + "\u0335\u0489\u0301".repeat(20_000) + "algo"))
                .containsExactly("zalgo");
    }

    @Test
    void theNumberOfWordsIsBounded() {
        String many = everyHanCharacter();
        assertThat(SearchWords.of(many)).hasSize(SearchWords.MAX_WORDS);
    }

    @Test
    void endlessJoinedEmojiAreCut() {
        assertThat(SearchWords.of("👨" + "\u200D👨".repeat(10_000)))
                .allMatch(word -> word.length() <= SearchWords.MAX_LENGTH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    alice_bob                              | "@alice" "@bob" "hello" "你好" "好"
                    a@x.org_a@x.org                        | "@a@x.org" "hello" "你好" "好"
                    g-01arz3ndektsv4rrffq69g5fav           | "@g-01arz3ndektsv4rrffq69g5fav" "hello" "你好" "好"
                    """)
    void theVectorSaysWhoMayFindIt(String conversation, String vector) {
        assertThat(
                        SearchWords.vector(
                                ConversationId.parse(conversation).orElseThrow(), "Hello, 你好"))
                .isEqualTo(vector.replace('"', '\''));
    }

    @Test
    void aQuotedWordIsOnlyThatWord() {
        assertThat(SearchWords.quote("o'n\\e")).isEqualTo("'o''n\\\\e'");
    }

    private static String everyHanCharacter() {
        StringBuilder text = new StringBuilder();
        for (int c = 0x4E00; c < 0x9FFF; c++) text.appendCodePoint(c);
        return text.toString();
    }
}

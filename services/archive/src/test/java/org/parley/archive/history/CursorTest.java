package org.parley.archive.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.archive.history.Cursor.Kind;

class CursorTest {

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatWasWrittenIsRead(Kind kind) {
        Cursor cursor = new Cursor(kind, Long.MAX_VALUE, -1);
        assertThat(Cursor.parse(kind, cursor.toString())).contains(cursor);
    }

    @Test
    void aCursorOfAnotherKindIsNone() {
        String history = Cursor.at(Kind.HISTORY, 7).toString();
        assertThat(Cursor.parse(Kind.SYNC, history)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "now", "%%%", "01935d3e-7f00-7abc-8def-0123456789ab"})
    void somethingElseIsNone(String text) {
        assertThat(Cursor.parse(Kind.HISTORY, text)).isEmpty();
    }

    @Test
    void aCursorWithAnyByteChangedIsNone() {
        byte[] bytes = Base64.getUrlDecoder().decode(Cursor.at(Kind.HISTORY, 4711).toString());
        for (int i = 0; i < bytes.length; i++) {
            byte[] mangled = bytes.clone();
            mangled[i] ^= 1;
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(mangled);
            assertThat(Cursor.parse(Kind.HISTORY, text)).as("byte %d", i).isEmpty();
        }
    }
}

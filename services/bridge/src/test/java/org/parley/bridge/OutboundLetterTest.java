package org.parley.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.bridge.OutboundLetter.Ready;
import org.parley.bridge.OutboundLetter.Unfit;

class OutboundLetterTest {

    @Test
    void aNoticeIsPublishedAsItStands() {
        Ready ready =
                (Ready)
                        read(
                                "{\"topic\":\"chat/alice/server\",\"retain\":false,\"payload\":{\"n\":1.50}}");

        assertThat(ready.topic()).isEqualTo("chat/alice/server");
        assertThat(ready.qos()).isEqualTo(1);
        assertThat(ready.retain()).isFalse();
        assertThat(ready.payload()).asString(StandardCharsets.UTF_8).isEqualTo("{\"n\":1.50}");
    }

    @Test
    void presenceIsPublishedRetained() {
        Ready ready = (Ready) read("{\"topic\":\"presence/alice\",\"retain\":true,\"payload\":{}}");

        assertThat(ready.retain()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat/bob/alice",
                "chat/bob/alice/receipt",
                "presence/alice/phone",
                "chat/+/server",
                "#",
                "$SYS/x",
                "elsewhere",
                ""
            })
    void aTopicThatServicesDoNotPublishOnIsUnfit(String topic) {
        Unfit unfit = (Unfit) read("{\"topic\":\"" + topic + "\",\"retain\":false,\"payload\":{}}");

        assertThat(unfit.topic()).isEqualTo(topic);
        assertThat(unfit.reason()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{             | the record is not an OutboundPublish: Unexpected end-of-input",
                "nonsense      | the record is not an OutboundPublish: Unrecognized token",
                "null          | topic or payload is missing",
                "{}            | topic or payload is missing",
                "{'topic':5}   | the record is not an OutboundPublish: Unexpected character"
            })
    void aRecordThatIsNoOutboundPublishIsUnfit(String record, String reason) {
        assertThat(((Unfit) read(record)).reason()).contains(reason);
    }

    @Test
    void aTombstoneIsUnfit() {
        assertThat(OutboundLetter.read(null)).isEqualTo(new Unfit("", "the record is empty"));
    }

    @Test
    void aRecordBeyondTheBrokersPacketIsUnfit() {
        assertThat(((Unfit) OutboundLetter.read(new byte[OutboundLetter.LARGEST + 1])).reason())
                .isEqualTo("the record has 122881 bytes; it may have at most 122880");
    }

    private static OutboundLetter read(String record) {
        return OutboundLetter.read(record.getBytes(StandardCharsets.UTF_8));
    }
}

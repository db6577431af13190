package org.parley.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log is a public contract: each record reads its committed sample and writes it again. */
class SamplesTest {

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    @ParameterizedTest
    @ValueSource(
            classes = {
                MessageSent.class,
                ReceiptSent.class,
                MessageRejected.class,
                OutboundPublish.class,
                GroupState.class,
                GroupMember.class,
                UserBlock.class,
                PresenceSent.class,
                PresenceVisibility.class,
                Contact.class
            })
    void everyRecordRoundTripsItsSample(Class<?> type) throws IOException {
        try (InputStream sample =
                SamplesTest.class.getResourceAsStream(
                        "/samples/" + type.getSimpleName() + ".json")) {
            byte[] text = sample.readAllBytes();

            Object record = JSON.readValue(text, type);

            assertThat(JSON.readTree(JSON.writeValueAsBytes(record)))
                    .isEqualTo(JSON.readTree(text));
        }
    }
}

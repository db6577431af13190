package org.parley.presence.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.parley.contracts.DeviceId;
import org.parley.contracts.PresenceSent;
import org.parley.contracts.UserId;
import org.parley.presence.board.State;

/** What a device said, read from the log. */
record Word(UserId user, DeviceId device, State state, Instant at) {

    /** Empty for what is none: the bridge writes only what is one, others might. */
    static Optional<Word> read(ConsumerRecord<String, byte[]> record, ObjectMapper mapper) {
        if (record.value() == null || record.key() == null) return Optional.empty();
        try {
            return of(mapper.readValue(record.value(), PresenceSent.class), record.key());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Word> of(PresenceSent sent, String key) {
        // JSON may lack members.
        if (sent == null
                || sent.user() == null
                || sent.device() == null
                || sent.state() == null
                || sent.receivedAt() == null
                || !sent.user().equals(key)) return Optional.empty();
        return UserId.parse(sent.user())
                .flatMap(user ->
                        DeviceId.parse(sent.device())
                                .flatMap(device ->
                                        State.parse(sent.state())
                                                .map(state ->
                                                        new Word(
                                                                user,
                                                                device,
                                                                state,
                                                                sent.receivedAt()))));
    }
}

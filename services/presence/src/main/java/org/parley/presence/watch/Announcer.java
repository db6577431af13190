package org.parley.presence.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.parley.contracts.KafkaTopic;
import org.parley.contracts.OutboundPublish;
import org.parley.contracts.Topic;
import org.parley.presence.board.Publication;
import org.parley.presence.log.LogWriter;

/** Tells the others, over {@code parley.outbound} and the bridge. */
@ApplicationScoped
class Announcer {

    private final LogWriter log;
    private final ObjectMapper mapper;

    Announcer(LogWriter log, ObjectMapper mapper) {
        this.log = log;
        this.mapper = mapper;
    }

    /** Returns when Kafka has all of them; where it throws, some may be on their way. */
    void publish(List<Publication> publications) throws Exception {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (Publication publication : publications) records.add(record(publication));
        log.write(records);
    }

    private ProducerRecord<String, byte[]> record(Publication publication)
            throws JsonProcessingException {
        // Retained, so that a client subscribing later learns it at once.
        OutboundPublish publish =
                new OutboundPublish(
                        new Topic.UserPresence(publication.user()).path(),
                        true,
                        Map.of(
                                "state",
                                publication.state().wireName(),
                                "lastSeen",
                                publication.lastSeen().truncatedTo(ChronoUnit.MILLIS).toString()));
        return new ProducerRecord<>(
                KafkaTopic.OUTBOUND, publication.user().value(), mapper.writeValueAsBytes(publish));
    }
}

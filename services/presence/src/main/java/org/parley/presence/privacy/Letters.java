package org.parley.presence.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.parley.contracts.AccessKey;
import org.parley.contracts.Contact;
import org.parley.contracts.PresenceVisibility;
import org.parley.contracts.UserId;
import org.parley.contracts.Visibility;
import org.parley.presence.PresenceConfig;
import org.parley.presence.log.LogWriter;

/** Tells the broker, by {@code parley.access}, who may see whom. */
@ApplicationScoped
@RegisterForReflection(targets = {Contact.class, PresenceVisibility.class})
class Letters {

    private final LogWriter log;
    private final ObjectMapper mapper;
    private final String topic;

    Letters(LogWriter log, ObjectMapper mapper, PresenceConfig config) {
        this.log = log;
        this.mapper = mapper;
        this.topic = config.accessTopic();
    }

    /** Returns when Kafka has it. */
    void visibility(UserId owner, Visibility visibility) throws Exception {
        log.write(
                List.of(
                        record(
                                new AccessKey.Visibility(owner),
                                new PresenceVisibility(owner.value(), visibility.wireName()))));
    }

    /** Returns when Kafka has all of them. */
    void contacts(Collection<Pair> pairs) throws Exception {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (Pair pair : pairs)
            records.add(
                    record(
                            new AccessKey.Contact(pair.a(), pair.b()),
                            new Contact(pair.a().value(), pair.b().value(), pair.since())));
        log.write(records);
    }

    private ProducerRecord<String, byte[]> record(AccessKey key, Object value)
            throws JsonProcessingException {
        return new ProducerRecord<>(topic, key.value(), mapper.writeValueAsBytes(value));
    }
}

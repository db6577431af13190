package org.parley.presence.privacy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.parley.contracts.MessageSent;
import org.parley.presence.PresenceConfig;
import org.parley.presence.start.Migration;
import org.parley.presence.start.Patience;
import org.parley.presence.start.Waiting;

/**
 * Learns from the messages who talks with whom, and nothing else of them. Almost all are of pairs
 * that are known already: those cost a look at the record's key.
 */
@ApplicationScoped
@RegisterForReflection(targets = MessageSent.class)
class ContactConsumer {

    private final ObjectReader reader;
    private final Contacts contacts;
    private final Migration migration;
    private final Patience patience;
    private final Map<String, Boolean> known;

    ContactConsumer(
            ObjectMapper mapper,
            Contacts contacts,
            Migration migration,
            Waiting waiting,
            PresenceConfig config) {
        this.reader = mapper.readerFor(MessageSent.class);
        this.contacts = contacts;
        this.migration = migration;
        this.known = newestUsed(config.rememberedContacts());
        this.patience =
                new Patience(waiting, "keep contacts", config.firstPause(), config.longestPause());
    }

    private static Map<String, Boolean> newestUsed(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    @Incoming("messages")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        Map<String, Pair> pairs = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) read(record, pairs);
        if (pairs.isEmpty()) return;
        patience.untilDone(() -> {
            migration.await();
            contacts.keep(pairs.values());
        });
        for (String conversation : pairs.keySet()) known.put(conversation, true);
    }

    private void read(ConsumerRecord<String, byte[]> record, Map<String, Pair> pairs) {
        String key = String.valueOf(record.key());
        // A group's id has no such letter.
        if (key.indexOf('_') < 0 || known.get(key) != null || record.value() == null) return;
        try {
            MessageSent sent = reader.readValue(record.value());
            Pair.of(sent)
                    .filter(pair -> pair.conversation().equals(key))
                    .ifPresent(pair -> pairs.putIfAbsent(key, pair));
        } catch (IOException _) {
            // The archive, whose it is, says so.
        }
    }
}

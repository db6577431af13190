package org.parley.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what the groups service writes, straight to the log. */
final class LogGroups implements Groups {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOPIC = "parley.access";

    private final KafkaProducer<String, String> log;
    private long version;

    LogGroups(String servers) {
        this.log =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", servers, "linger.ms", 0),
                        new StringSerializer(),
                        new StringSerializer());
    }

    @Override
    public String create(List<String> members) {
        String group = freshId();
        version++;
        ObjectNode state = JSON.createObjectNode().put("group", group).put("name", "bench");
        state.put("announcementOnly", false).put("deleted", false).put("version", version);
        await(send("group/" + group, state));
        List<Future<RecordMetadata>> sent =
                members.stream().map(user -> member(group, user, "admin")).toList();
        sent.forEach(LogGroups::await);
        return group;
    }

    private static String freshId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return "g-%s-%s-7%s-8%s-%s"
                .formatted(
                        hex.toHexDigits(random.nextInt()),
                        hex.toHexDigits((short) random.nextInt()),
                        hex.toHexDigits(random.nextInt(), 3),
                        hex.toHexDigits(random.nextInt(), 3),
                        hex.toHexDigits(random.nextLong(), 12));
    }

    private Future<RecordMetadata> member(String group, String user, String role) {
        ObjectNode member = JSON.createObjectNode().put("group", group).put("user", user);
        if (!role.isEmpty()) member.put("role", role);
        member.putArray("periods").addObject().put("from", Instant.now().toString());
        return send("member/" + group + "/" + user, member.put("version", version));
    }

    private Future<RecordMetadata> send(String key, ObjectNode value) {
        return log.send(new ProducerRecord<>(TOPIC, key, value.toString()));
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new CannotMeasure("Kafka did not take a membership: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotMeasure("interrupted");
        }
    }

    @Override
    public void remove(String group, String owner, String member) {
        version++;
        await(member(group, member, ""));
    }

    @Override
    public String answeredBy() {
        return "Kafka";
    }

    @Override
    public void close() {
        log.close();
    }
}

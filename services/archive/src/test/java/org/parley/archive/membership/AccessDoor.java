package org.parley.archive.membership;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.parley.archive.InGroup;
import org.parley.archive.Said;
import org.parley.contracts.GroupState;

/** Lets tests of reading say who is in a group as the consumer does. */
@ApplicationScoped
public class AccessDoor {

    private final AccessReader reader;
    private final AccessWriter writer;

    AccessDoor(AccessReader reader, AccessWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    public int keep(InGroup... members) throws Exception {
        List<Access> batch = new ArrayList<>();
        for (InGroup member : members)
            batch.add(reader.read(record(member.key(), member.json())).orElseThrow());
        return writer.write(batch);
    }

    public void named(String group, String name, long version) throws Exception {
        GroupState state = new GroupState(group, name, null, false, false, version);
        writer.write(
                List.of(reader.read(record("group/" + group, Said.json(state))).orElseThrow()));
    }

    static ConsumerRecord<String, byte[]> record(String key, String json) {
        return new ConsumerRecord<>(
                "parley.access", 0, 0, key, json.getBytes(StandardCharsets.UTF_8));
    }
}

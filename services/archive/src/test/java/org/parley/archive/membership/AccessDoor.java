package org.parley.archive.membership;

import io.quarkus.arc.Arc;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.parley.archive.ByTheLog;
import org.parley.archive.InGroup;
import org.parley.archive.Rows;
import org.parley.archive.Said;
import org.parley.contracts.GroupState;
import org.parley.contracts.KafkaTopic;

/** Lets tests of reading say who is in a group as the consumer does. */
public interface AccessDoor {

    /** As it stands on the log. */
    record Line(String key, String json) {}

    static AccessDoor open() {
        return ByTheLog.isTheOnlyWay()
                ? new Outside()
                : Arc.container().instance(Inside.class).get();
    }

    /** Returns how many members' parts changed. */
    int write(List<Line> lines) throws Exception;

    default int keep(InGroup... members) throws Exception {
        return write(
                Arrays.stream(members)
                        .map(member -> new Line(member.key(), member.json()))
                        .toList());
    }

    default void named(String group, String name, long version) throws Exception {
        GroupState state = new GroupState(group, name, null, false, false, version);
        write(List.of(new Line("group/" + group, Said.json(state))));
    }

    /** Of an archive in this JVM. */
    @ApplicationScoped
    @Unremovable
    class Inside implements AccessDoor {

        private final AccessReader reader;
        private final AccessWriter writer;

        Inside(AccessReader reader, AccessWriter writer) {
            this.reader = reader;
            this.writer = writer;
        }

        @Override
        public int write(List<Line> lines) throws Exception {
            List<Access> batch = new ArrayList<>();
            for (Line line : lines)
                batch.add(reader.read(record(line.key(), line.json())).orElseThrow());
            return writer.write(batch);
        }
    }

    /** Of an archive that is another process. */
    final class Outside implements AccessDoor {

        private final ByTheLog log = new ByTheLog(KafkaTopic.ACCESS, "-access");

        @Override
        public int write(List<Line> lines) throws Exception {
            long before = Rows.underTest().count("SELECT last_value FROM position");
            log.write(lines, Line::key, Line::json);
            return (int)
                    Rows.underTest()
                            .count("SELECT count(*) FROM membership WHERE change > ?", before);
        }
    }

    static ConsumerRecord<String, byte[]> record(String key, String json) {
        return new ConsumerRecord<>(
                "parley.access", 0, 0, key, json.getBytes(StandardCharsets.UTF_8));
    }
}

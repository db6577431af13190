package org.parley.groups.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parley.contracts.AccessKey;
import org.parley.contracts.GroupId;
import org.parley.contracts.GroupMember;
import org.parley.contracts.GroupState;
import org.parley.contracts.KafkaTopic;
import org.parley.contracts.MessageSent;
import org.parley.contracts.OutboundPublish;
import org.parley.contracts.UserBlock;
import org.parley.groups.GroupsConfig;

/**
 * Where a change leaves what Kafka shall know of it, within its own transaction: either both are
 * kept or neither.
 */
@ApplicationScoped
@RegisterForReflection(
        targets = {
            GroupState.class,
            GroupMember.class,
            GroupMember.Period.class,
            UserBlock.class,
            MessageSent.class,
            OutboundPublish.class
        })
public class Outbox {

    private static final TypeReference<List<Letter>> LETTERS = new TypeReference<>() {};

    private final ObjectMapper mapper;
    private final String access;

    Outbox(ObjectMapper mapper, GroupsConfig config) {
        this.mapper = mapper;
        this.access = config.accessTopic();
    }

    /** Within the transaction of the change that they tell of. */
    public Uni<Void> put(List<Letter> letters) {
        if (letters.isEmpty()) return Uni.createFrom().voidItem();
        return OutboxEntry.of(json(letters)).persist().replaceWithVoid();
    }

    public Letter state(GroupState state) {
        AccessKey key = new AccessKey.Group(new GroupId(state.group()));
        return new Letter(access, key.value(), json(state));
    }

    public Letter state(AccessKey.Member key, GroupMember state) {
        return new Letter(access, key.value(), json(state));
    }

    public Letter state(AccessKey.Block key, UserBlock state) {
        return new Letter(access, key.value(), json(state));
    }

    public Letter end(AccessKey key) {
        return new Letter(access, key.value(), null);
    }

    public Letter message(MessageSent message) {
        return new Letter(KafkaTopic.MESSAGES, message.conversation(), json(message));
    }

    /** For a user or group, which is the target: so that it stays in order for each. */
    public Letter publish(String target, OutboundPublish publish) {
        return new Letter(KafkaTopic.OUTBOUND, target, json(publish));
    }

    boolean isState(Letter letter) {
        return letter.topic().equals(access);
    }

    List<Letter> read(String letters) throws JsonProcessingException {
        return mapper.readValue(letters, LETTERS);
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written: " + value.getClass(), e);
        }
    }

    /** What is on its way; for whoever compares the database with the log. */
    public Uni<Map<String, Long>> waiting() {
        return OutboxEntry.<OutboxEntry>listAll()
                .map(entries -> {
                    Map<String, Long> keys = new HashMap<>();
                    for (OutboxEntry entry : entries)
                        for (Letter letter : uncheckedRead(entry.letters))
                            if (isState(letter)) keys.merge(letter.key(), 1L, Long::sum);
                    return keys;
                });
    }

    private List<Letter> uncheckedRead(String letters) {
        try {
            return read(letters);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the outbox holds what nobody wrote", e);
        }
    }
}

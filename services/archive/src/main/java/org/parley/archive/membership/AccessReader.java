package org.parley.archive.membership;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.parley.archive.ordered.RefusedException;
import org.parley.contracts.AccessKey;
import org.parley.contracts.GroupMember;
import org.parley.contracts.GroupState;

/** Reads the log's groups and members, and checks what the table relies on. */
@ApplicationScoped
@RegisterForReflection(targets = {GroupState.class, GroupMember.class, GroupMember.Period.class})
class AccessReader {

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final ObjectMapper mapper;

    AccessReader(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Empty for what is nothing to us: blocks, presence, and what a newer release may write. */
    Optional<Access> read(ConsumerRecord<String, byte[]> record) throws RefusedException {
        if (record.key() == null) throw new RefusedException("the record has no key");
        AccessKey key = AccessKey.parse(record.key()).orElse(null);
        return switch (key) {
            case AccessKey.Group group -> Optional.of(group(record, group));
            case AccessKey.Member member -> Optional.of(member(record, member));
            case AccessKey.Block _, AccessKey.FromPresence _ -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    private Access group(ConsumerRecord<String, byte[]> record, AccessKey.Group key)
            throws RefusedException {
        GroupState state = parse(record, GroupState.class);
        if (!key.group().value().equals(state.group()))
            throw new RefusedException(
                    "group is " + state.group() + "; the key says " + key.value());
        return new Access.Group(state);
    }

    private Access member(ConsumerRecord<String, byte[]> record, AccessKey.Member key)
            throws RefusedException {
        GroupMember member = parse(record, GroupMember.class);
        if (!key.group().value().equals(member.group())
                || !key.user().value().equals(member.user()))
            throw new RefusedException(
                    "it is of %s in %s; the key says %s"
                            .formatted(member.user(), member.group(), key.value()));
        for (GroupMember.Period period : member.periods()) check(period);
        return Access.Member.of(member);
    }

    private static void check(GroupMember.Period period) throws RefusedException {
        Instant until = period.until();
        if (!isSound(period.from()) || (until != null && !isSound(until)))
            throw new RefusedException(
                    "a period is " + period + "; its times must lie between 1970 and 9999");
        if (until != null && until.isBefore(period.from()))
            throw new RefusedException(
                    "a period is " + period + "; it must not end before it begins");
    }

    private static boolean isSound(@Nullable Instant time) {
        return time != null && !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
    }

    private <T> T parse(ConsumerRecord<String, byte[]> record, Class<T> type)
            throws RefusedException {
        if (record.value() == null)
            throw new RefusedException("the record has no value; only a block's may have none");
        try {
            T value = mapper.readValue(record.value(), type);
            if (value != null) return value;
        } catch (IOException e) {
            throw new RefusedException(
                    "not a " + type.getSimpleName() + ": " + e.getClass().getSimpleName());
        }
        throw new RefusedException("the record is null");
    }
}

package org.parley.groups.group;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.UserId;
import org.parley.groups.problem.BadParameter;

/** That a group was created for a key of the client's: repeating it creates no other. */
@Entity
@Table(name = "creation")
@IdClass(Creation.Key.class)
class Creation extends PanacheEntityBase {

    private static final Pattern LEGAL = Pattern.compile("[\\x21-\\x7e]{1,255}");

    record Key(String owner, String key) implements Serializable {}

    @Id String owner = "";
    @Id String key = "";
    String content = "";

    @Column(name = "group_id")
    String groupId = "";

    Instant at = Instant.EPOCH;

    static Creation of(UserId owner, String key, String content, StoredGroup group) {
        Creation creation = new Creation();
        creation.owner = owner.value();
        creation.key = key;
        creation.content = content;
        creation.groupId = group.id;
        creation.at = group.createdAt;
        return creation;
    }

    /** The header; its quotes, as the draft wants them, may be left out. */
    static Optional<String> key(@Nullable String header) {
        if (header == null || header.isBlank()) return Optional.empty();
        String key = header.strip();
        if (key.length() > 2 && key.startsWith("\"") && key.endsWith("\""))
            key = key.substring(1, key.length() - 1);
        if (!LEGAL.matcher(key).matches())
            throw new BadParameter(
                    "Idempotency-Key", key, "it has 1 to 255 visible ASCII characters");
        return Optional.of(key);
    }

    static Uni<@Nullable Creation> find(UserId owner, String key) {
        return findById(new Key(owner.value(), key));
    }

    static Uni<Long> forget(UserId owner, Instant now, Duration after) {
        return delete("owner = ?1 and at < ?2", owner.value(), now.minus(after));
    }
}

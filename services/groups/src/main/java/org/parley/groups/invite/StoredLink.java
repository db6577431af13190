package org.parley.groups.invite;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.UserId;
import org.parley.groups.group.StoredGroup;

/** Who has the token of it may join, until it expires or is used up. */
@Entity
@Table(name = "link")
class StoredLink extends PanacheEntityBase {

    private static final int TOKEN_BYTES = 18;

    @Id String id = "";

    @Column(name = "group_id")
    String groupId = "";

    String token = "";

    @Column(name = "created_by")
    String createdBy = "";

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Column(name = "expires_at")
    Instant expiresAt = Instant.EPOCH;

    /** Absent: as many as there is room for. */
    @Column(name = "most_uses")
    @Nullable Integer mostUses;

    int uses;

    static StoredLink of(
            StoredGroup group,
            UserId creator,
            Instant at,
            Instant expiresAt,
            @Nullable Integer uses) {
        StoredLink link = new StoredLink();
        link.id = UUID.randomUUID().toString();
        link.groupId = group.id;
        link.token = freshToken();
        link.createdBy = creator.value();
        link.createdAt = at;
        link.expiresAt = expiresAt;
        link.mostUses = uses;
        return link;
    }

    private static String freshToken() {
        byte[] random = new byte[TOKEN_BYTES];
        // Not a constant: a native executable must not hold one from its build.
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    boolean letsIn(Instant now) {
        return now.isBefore(expiresAt) && (mostUses == null || uses < mostUses);
    }

    static Uni<@Nullable StoredLink> byToken(String token) {
        return StoredLink.<StoredLink>find("token", token).firstResult();
    }

    static Uni<List<StoredLink>> of(String group) {
        return list("groupId = ?1 order by createdAt, id", group);
    }

    /** Those that let nobody in any more. */
    static Uni<Long> sweep(StoredGroup group, Instant now) {
        return delete("groupId = ?1 and (expiresAt <= ?2 or uses >= mostUses)", group.id, now);
    }
}

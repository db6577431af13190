package org.parley.groups.group;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.UserId;

/** Somebody came by a link and waits for an admin. */
@Entity
@Table(name = "join_request")
@IdClass(StoredMember.Key.class)
public class JoinRequest extends PanacheEntityBase {

    @Id
    @Column(name = "group_id")
    String groupId = "";

    @Id
    @Column(name = "user_id")
    public String userId = "";

    public Instant at = Instant.EPOCH;

    public static JoinRequest of(StoredGroup group, UserId user, Instant at) {
        JoinRequest request = new JoinRequest();
        request.groupId = group.id;
        request.userId = user.value();
        request.at = at;
        return request;
    }

    public static Uni<@Nullable JoinRequest> find(StoredGroup group, String user) {
        return findById(new StoredMember.Key(group.id, user));
    }

    public static Uni<List<JoinRequest>> of(String group) {
        return list("groupId = ?1 order by at, userId", group);
    }

    public static Uni<Long> countOf(StoredGroup group) {
        return count("groupId", group.id);
    }

    /** Of those who are in now. */
    public static Uni<Long> forget(StoredGroup group, List<String> users) {
        return delete("groupId = ?1 and userId in ?2", group.id, users);
    }
}

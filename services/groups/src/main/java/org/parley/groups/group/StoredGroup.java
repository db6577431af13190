package org.parley.groups.group;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.GroupId;
import org.parley.contracts.GroupState;
import org.parley.contracts.UserId;

/**
 * A group. It is read with its row locked before it is changed, so that changes come one by one.
 */
@Entity
@Table(name = "groups")
public class StoredGroup extends PanacheEntityBase {

    @Id public String id = "";

    public String name = "";
    @Nullable String description;
    public @Nullable String picture;

    @Column(name = "announcement_only")
    boolean announcementOnly;

    @Column(name = "newcomers_see_history")
    boolean newcomersSeeHistory;

    /** Whether who comes by a link waits for an admin. */
    public boolean approval;

    @Column(name = "created_by")
    String createdBy = "";

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Column(name = "changed_at")
    Instant changedAt = Instant.EPOCH;

    /** Grows with each change of the group or its members; the ETag. */
    public long version;

    public int members;
    int owners;
    boolean deleted;

    static StoredGroup of(GroupId id, Settings settings, UserId creator, Instant at) {
        StoredGroup group = new StoredGroup();
        group.id = id.value();
        group.take(settings);
        group.createdBy = creator.value();
        group.createdAt = at;
        group.changedAt = at;
        return group;
    }

    public GroupId groupId() {
        return new GroupId(id);
    }

    Settings settings() {
        return new Settings(
                name, description, picture, announcementOnly, newcomersSeeHistory, approval);
    }

    void take(Settings settings) {
        name = settings.name();
        description = settings.description();
        picture = settings.picture();
        announcementOnly = settings.announcementOnly();
        newcomersSeeHistory = settings.newcomersSeeHistory();
        approval = settings.approval();
    }

    /** As it stands on the log. */
    public GroupState state() {
        return new GroupState(id, name, picture, announcementOnly, deleted, version);
    }
}

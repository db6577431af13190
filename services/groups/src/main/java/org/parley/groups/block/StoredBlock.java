package org.parley.groups.block;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.AccessKey;
import org.parley.contracts.UserBlock;
import org.parley.contracts.UserId;

/** The owner wants to hear nothing from the blocked. */
@Entity
@Table(name = "block")
@IdClass(StoredBlock.Key.class)
public class StoredBlock extends PanacheEntityBase {

    /** Who blocks whom. */
    public record Key(String owner, String blocked) implements Serializable {}

    @Id public String owner = "";
    @Id public String blocked = "";
    Instant since = Instant.EPOCH;

    static StoredBlock of(UserId owner, UserId blocked, Instant since) {
        StoredBlock block = new StoredBlock();
        block.owner = owner.value();
        block.blocked = blocked.value();
        block.since = since;
        return block;
    }

    static Uni<@Nullable StoredBlock> find(UserId owner, UserId blocked) {
        return findById(new Key(owner.value(), blocked.value()));
    }

    static Uni<List<StoredBlock>> of(UserId owner) {
        return list("owner = ?1 order by blocked", owner.value());
    }

    public AccessKey.Block key() {
        return new AccessKey.Block(new UserId(owner), new UserId(blocked));
    }

    /** As it stands on the log. */
    public UserBlock state() {
        return new UserBlock(owner, blocked, since);
    }
}

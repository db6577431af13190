package org.parley.presence.privacy;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.UserId;
import org.parley.contracts.Visibility;

/** What a user has set. */
@Entity
@Table(name = "visibility")
class StoredVisibility extends PanacheEntityBase {

    @Id String owner = "";
    String visibility = "";

    @Column(name = "changed_at")
    Instant changedAt = Instant.EPOCH;

    boolean told;

    static Uni<Visibility> of(UserId owner) {
        return StoredVisibility.<@Nullable StoredVisibility>findById(owner.value())
                .map(stored ->
                        stored == null
                                ? Visibility.DEFAULT
                                : Visibility.parse(Objects.requireNonNull(stored).visibility)
                                        .orElseThrow());
    }
}

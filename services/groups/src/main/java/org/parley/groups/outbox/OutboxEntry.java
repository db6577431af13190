package org.parley.groups.outbox;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** The letters of one change, until Kafka has them. */
@Entity
@Table(name = "outbox")
class OutboxEntry extends PanacheEntityBase {

    /** Drawn at the insert, by the database: the relay's order. */
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    String letters = "";

    static OutboxEntry of(String letters) {
        OutboxEntry entry = new OutboxEntry();
        entry.letters = letters;
        return entry;
    }
}

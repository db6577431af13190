package org.parley.archive.operator;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One question or deed of an operator. Written once; the table refuses every change. */
@Entity
@Immutable
@Table(name = "audit")
class AuditEntry extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    Instant at = Instant.EPOCH;
    String operator = "";
    String action = "";
    String query = "";
    String reason = "";
    @Nullable Long found;
    @Nullable String failure;

    static AuditEntry of(Inquiry inquiry, Instant at) {
        AuditEntry entry = new AuditEntry();
        entry.at = at;
        entry.operator = inquiry.operator();
        entry.action = inquiry.action();
        entry.query = inquiry.query();
        entry.reason = inquiry.reason();
        return entry;
    }
}

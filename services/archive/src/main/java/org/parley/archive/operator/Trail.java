package org.parley.archive.operator;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that no operator learns anything, and changes nothing, that is not written down: the
 * row is committed first, and where it cannot be, there is no answer.
 */
@ApplicationScoped
class Trail {

    private final Clock clock;

    Trail(Clock clock) {
        this.clock = clock;
    }

    /** The work's result, once the question and how much was found are on record. */
    <T> Uni<T> answer(Inquiry inquiry, Supplier<Uni<T>> work, ToLongFunction<T> count) {
        return Uni.createFrom()
                .<T>deferred(work::get)
                .onFailure()
                .call(failure -> write(inquiry, null, failure))
                .call(result -> write(inquiry, count.applyAsLong(result), null));
    }

    /** That something begins, of which nobody knows yet how much it will be. */
    Uni<Void> begin(Inquiry inquiry) {
        return write(inquiry, null, null);
    }

    /** How it ended. */
    Uni<Void> end(Inquiry inquiry, long found, @Nullable Throwable failure) {
        return write(inquiry, found, failure);
    }

    Uni<Void> refuse(Inquiry inquiry, Throwable failure) {
        return write(inquiry, null, failure);
    }

    private Uni<Void> write(Inquiry inquiry, @Nullable Long found, @Nullable Throwable failure) {
        AuditEntry entry = AuditEntry.of(inquiry, clock.instant());
        entry.found = found;
        entry.failure = failure == null ? null : failure.getClass().getSimpleName();
        return Panache.withTransaction(entry::persist).replaceWithVoid();
    }
}

package org.parley.archive.operator;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.archive.log.Letters;
import org.parley.archive.problem.NotReplayed;
import org.parley.archive.problem.NotReplayed.Reason;
import org.parley.archive.rejected.DeadLetters;
import org.parley.archive.rejected.RejectedMessage;
import org.parley.archive.rejected.Replay;

/**
 * Puts dead letters on the log again. First there, then in the table: whoever is killed in between
 * replays it once more, and it is the same message.
 */
@ApplicationScoped
class Replays {

    private final Letters log;
    private final DeadLetters letters;

    Replays(Letters log, DeadLetters letters) {
        this.log = log;
        this.letters = letters;
    }

    /** What it became. */
    record Outcome(@Nullable UUID message, String conversation) {}

    Uni<Outcome> replay(RejectedMessage letter, String operator) {
        if (letter.replay() != null) throw already(letter);
        if (letter.payload() == null)
            throw new NotReplayed(
                    Reason.ERASED, "what dead letter " + letter.id() + " said was erased");
        return switch (Replay.of(letter)) {
            case Replay.Refused(var why) -> throw new NotReplayed(Reason.REJECTED_AGAIN, why);
            case Replay.NotOfAPerson(var why) -> throw new NotReplayed(Reason.NOT_REPLAYABLE, why);
            case Replay.Accepted accepted -> write(letter, accepted, operator);
        };
    }

    private Uni<Outcome> write(RejectedMessage letter, Replay.Accepted accepted, String operator) {
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() ->
                        log.write(accepted.topic(), accepted.conversation(), accepted.record()))
                .flatMap(_ -> letters.replayed(letter.id(), operator, accepted.message()))
                .map(first -> {
                    if (!first) throw already(letter);
                    return new Outcome(accepted.message(), accepted.conversation());
                });
    }

    private static NotReplayed already(RejectedMessage letter) {
        return new NotReplayed(
                Reason.ALREADY_REPLAYED, "dead letter " + letter.id() + " was replayed already");
    }
}

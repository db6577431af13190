package org.parley.groups.group;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of one of those who were to be added. */
@Schema(name = "Outcome", description = "What became of one of those who were to be added.")
record Outcome(
        @Schema(examples = "bob") String user,
        @Schema(
                        enumeration = {"added", "already-member", "refused"},
                        examples = "added")
                String outcome,
        @Schema(description = "Why refused: value and rule.") @Nullable String reason) {

    static Outcome added(String user) {
        return new Outcome(user, "added", null);
    }

    static Outcome already(String user) {
        return new Outcome(user, "already-member", null);
    }

    static Outcome refused(String user, String reason) {
        String shown = user.length() <= 80 ? user : user.substring(0, 80) + "…";
        return new Outcome(shown, "refused", reason);
    }
}

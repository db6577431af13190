package org.parley.presence.sight;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A user's presence, as somebody sees it. */
@Schema(name = "Presence")
record PresenceView(
        @Schema(examples = "bob") String user,
        @Schema(
                        enumeration = {"online", "away", "offline"},
                        examples = "offline",
                        description = "The best of all devices.")
                String state,
        @Schema(description = "When he was seen last; only oneself can have none yet.")
                @Nullable Instant lastSeen) {}

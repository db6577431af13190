package org.parley.groups.check;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A state of which database and log do not say the same. */
@Schema(name = "Difference")
record Difference(
        @Schema(examples = "member/g-01935d3e-7f00-7abc-8def-0123456789ab/bob") String key,
        @Schema(
                        description =
                                "missing: not on the log; different: another state there; unknown: only there.",
                        enumeration = {"missing", "different", "unknown"})
                String kind,
        @Schema(description = "The version in the database.") @Nullable Long database,
        @Schema(description = "The version on the log.") @Nullable Long log) {

    static Difference of(String key, @Nullable Print database, @Nullable Print log) {
        String kind = log == null ? "missing" : database == null ? "unknown" : "different";
        return new Difference(
                key,
                kind,
                database == null ? null : database.version(),
                log == null ? null : log.version());
    }

    boolean isUnknown() {
        return kind.equals("unknown");
    }
}

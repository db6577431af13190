package org.parley.bridge;

import java.util.Locale;

/** Kinds of reasons, few enough to count by. */
enum RejectionKind {
    TOPIC,
    SIZE,
    ENCODING,
    JSON,
    RULES,
    /** Our own failure: the letter says more. */
    INTERNAL;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}

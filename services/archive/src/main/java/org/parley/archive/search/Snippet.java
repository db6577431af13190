package org.parley.archive.search;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The part of a text around what was found. */
@Schema(name = "Snippet", description = "The part of the text around what was found first.")
record Snippet(
        @Schema(
                        description =
                                "At most 240 characters of the text; `…` stands where it is cut.",
                        examples = "Hello Müller")
                String text,
        @Schema(description = "What was found, within `text`, in order.") List<Mark> highlights) {

    private static final int BEFORE = 60;
    private static final int LENGTH = 238;

    static Snippet of(String text, List<Mark> marks) {
        int first = marks.isEmpty() ? 0 : marks.getFirst().start();
        int start = text.length() <= LENGTH ? 0 : whole(text, Math.max(0, first - BEFORE));
        int end = whole(text, Math.min(text.length(), start + LENGTH));
        String before = start > 0 ? "…" : "";
        String after = end < text.length() ? "…" : "";
        List<Mark> within =
                marks.stream()
                        .filter(mark -> mark.start() >= start && mark.end() <= end)
                        .map(mark -> mark.shifted(before.length() - start))
                        .toList();
        return new Snippet(before + text.substring(start, end) + after, within);
    }

    /** Never through a surrogate pair. */
    private static int whole(String text, int at) {
        boolean within = at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at));
        return within ? at - 1 : at;
    }
}

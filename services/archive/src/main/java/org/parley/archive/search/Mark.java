package org.parley.archive.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A stretch of a text that was looked for, in UTF-16 code units as JavaScript and Java count. */
@Schema(name = "Highlight", description = "A stretch of a text, in UTF-16 code units.")
public record Mark(
        @Schema(description = "Its first.", examples = "6") int start,
        @Schema(description = "The first after it.", examples = "12") int end) {

    /** In order; those that touch become one. */
    static List<Mark> merge(List<Mark> marks) {
        List<Mark> merged = new ArrayList<>();
        for (Mark mark : marks.stream().sorted(Comparator.comparingInt(Mark::start)).toList()) {
            if (merged.isEmpty() || merged.getLast().end() < mark.start()) merged.add(mark);
            else merged.add(merged.removeLast().joinedWith(mark));
        }
        return merged;
    }

    private Mark joinedWith(Mark later) {
        return new Mark(start, Math.max(end, later.end()));
    }

    Mark shifted(int by) {
        return new Mark(start + by, end + by);
    }
}

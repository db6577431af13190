package org.parley.cli.verify;

import java.util.List;
import org.parley.contracts.ConversationId;
import org.parley.contracts.DeviceId;

/** What a comparison found. */
public record Report(List<Line> lines, List<Difference> differences) {

    /** One device in one conversation. */
    public record Line(
            ConversationId conversation,
            DeviceId device,
            long sent,
            long stored,
            long archived,
            long waiting,
            long refused) {}

    /**
     * Something that should not be.
     *
     * @param kind for scripts: {@code missing}, {@code twice}, {@code position}, {@code text},
     *     {@code number}, {@code gap}
     */
    public record Difference(String kind, ConversationId conversation, String text) {}

    public boolean isClean() {
        return differences.isEmpty();
    }
}

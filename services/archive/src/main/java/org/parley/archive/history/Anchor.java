package org.parley.archive.history;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.archive.history.Cursor.Kind;
import org.parley.archive.problem.BadParameter;
import org.parley.contracts.MessageId;

/** Where a page of history lies: on which side of a cursor or a message. */
record Anchor(Side side, Place place) {

    private static final String RULE = "it is a cursor of this operation or a message's id";

    enum Side {
        BEFORE,
        AFTER,
        AROUND
    }

    sealed interface Place {
        /** As a cursor says. */
        record Position(long value) implements Place {}

        /** Where a message stands. */
        record Message(MessageId id) implements Place {}
    }

    String parameter() {
        return side.name().toLowerCase(Locale.ROOT);
    }

    /** Empty for the newest page. */
    static Optional<Anchor> parse(
            @Nullable String before, @Nullable String after, @Nullable String around) {
        var given =
                Stream.of(
                                anchor(Side.BEFORE, "before", before),
                                anchor(Side.AFTER, "after", after),
                                anchor(Side.AROUND, "around", around))
                        .flatMap(Optional::stream)
                        .toList();
        if (given.size() > 1)
            throw BadParameter.because("only one of before, after, around may be given");
        return given.stream().findFirst();
    }

    private static Optional<Anchor> anchor(Side side, String name, @Nullable String text) {
        return Optional.ofNullable(text).map(given -> new Anchor(side, place(name, given)));
    }

    private static Place place(String name, String text) {
        Optional<MessageId> id = MessageId.parse(text);
        if (id.isPresent()) return new Place.Message(id.get());
        return Cursor.parse(Kind.HISTORY, text)
                .<Place>map(cursor -> new Place.Position(cursor.major()))
                .orElseThrow(() -> new BadParameter(name, text, RULE));
    }
}

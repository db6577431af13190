package org.parley.presence.broker;

/** What came of asking the broker. */
public sealed interface Look {

    record Answered(Connections connections) implements Look {}

    /** It was asked and said nothing of use. */
    record NotAnswered(String reason) implements Look {}

    /** We have no token to ask with, so this says nothing of the broker. */
    record NotAsked(String reason) implements Look {}
}

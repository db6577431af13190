package org.parley.cli.terminal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.parley.contracts.MessageId;

/** Short numbers for messages on the screen, so that a person can name one. Thread-safe. */
final class Numbers {

    private final Map<MessageId, Integer> numbers = new HashMap<>();
    private final Map<Integer, MessageId> ids = new HashMap<>();

    /** The message's number; a new one where it has none. */
    synchronized int of(MessageId id) {
        int number = numbers.computeIfAbsent(id, _ -> numbers.size() + 1);
        ids.put(number, id);
        return number;
    }

    synchronized boolean has(MessageId id) {
        return numbers.containsKey(id);
    }

    synchronized Optional<MessageId> find(int number) {
        return Optional.ofNullable(ids.get(number));
    }
}

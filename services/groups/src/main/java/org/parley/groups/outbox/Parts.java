package org.parley.groups.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Cuts a row of letters where those that say who may hear and those that say something take turns:
 * they go to different topics, so order between them holds only if one waits for the other.
 */
final class Parts {

    private Parts() {}

    static List<List<Letter>> of(List<Letter> letters, Predicate<Letter> isState) {
        List<List<Letter>> parts = new ArrayList<>();
        boolean before = false;
        for (Letter letter : letters) {
            boolean now = isState.test(letter);
            if (parts.isEmpty() || now != before) parts.add(new ArrayList<>());
            parts.getLast().add(letter);
            before = now;
        }
        return parts;
    }
}

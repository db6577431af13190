package org.parley.archive.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.MessageType;

/**
 * What edits and deletes do to what is archived. Only the author's own message of the same
 * conversation changes; the newest edit by the order of the log counts; what is removed stays so.
 *
 * @param edits the last edit of each target
 * @param deleted targets that lose their content, and their edits' as well
 * @param hollow targets removed before: edits of them are emptied
 * @param early changes whose target is not there yet
 * @param refused changes of another's message, or of what cannot be changed
 */
record ChangePlan(
        Map<MessageKey, Change> edits,
        Set<MessageKey> deleted,
        Set<MessageKey> hollow,
        List<Change> early,
        List<Change> refused) {

    /** A message that a change might mean: the id and conversation are right. */
    record Target(MessageKey key, String type, boolean removed) {}

    static ChangePlan of(List<Change> changes, List<Target> candidates) {
        Map<MessageKey, Target> own = new LinkedHashMap<>();
        for (Target target : candidates) own.put(target.key(), target);
        ChangePlan plan =
                new ChangePlan(
                        new LinkedHashMap<>(),
                        new LinkedHashSet<>(),
                        new LinkedHashSet<>(),
                        new ArrayList<>(),
                        new ArrayList<>());
        changes.stream()
                .sorted(Comparator.comparingLong(Change::position))
                .forEach(change -> plan.add(change, own.get(change.target()), candidates));
        plan.edits.keySet().removeAll(plan.deleted);
        return plan;
    }

    private void add(Change change, @Nullable Target target, List<Target> candidates) {
        if (target == null) {
            boolean anothers = candidates.stream().anyMatch(other -> isSameId(change, other));
            (anothers ? refused : early).add(change);
        } else if (!changes(change, target)) refused.add(change);
        else if (target.removed()) hollow.add(target.key());
        else if (change.delete()) deleted.add(target.key());
        else if (change.text() != null) edits.put(target.key(), change);
    }

    private static boolean isSameId(Change change, Target other) {
        return other.key().id().equals(change.target().id())
                && other.key().conversation().equals(change.target().conversation());
    }

    /** A reaction can be taken back but not edited; edits and deletes stand. */
    private static boolean changes(Change change, Target target) {
        return switch (MessageType.parse(target.type()).orElse(MessageType.TEXT)) {
            case EDIT, DELETE -> false;
            case REACTION -> change.delete();
            case TEXT, ATTACHMENT, LOCATION, CONTACT, CALL, SYSTEM -> true;
        };
    }
}

package org.parley.broker.access;

import java.util.Optional;
import org.parley.broker.access.AccessFact.BlockIs;
import org.parley.broker.access.AccessFact.ContactIs;
import org.parley.broker.access.AccessFact.GroupIs;
import org.parley.broker.access.AccessFact.MemberIs;
import org.parley.broker.access.AccessFact.VisibilityIs;
import org.parley.contracts.GroupId;
import org.parley.contracts.GroupRole;
import org.parley.contracts.UserId;
import org.parley.contracts.Visibility;

/** A fact as a line of {@link AccessFile}: words with a space between them. */
final class FactLine {

    private static final String NOTHING = "-";

    private FactLine() {}

    static String of(AccessFact fact) {
        return switch (fact) {
            case GroupIs is ->
                    String.join(
                            " ",
                            "group",
                            is.group().value(),
                            is.announcementOnly() ? "announcement" : NOTHING,
                            is.deleted() ? "deleted" : NOTHING,
                            Long.toString(is.version()));
            case MemberIs is ->
                    String.join(
                            " ",
                            "member",
                            is.group().value(),
                            is.user().value(),
                            is.role().map(GroupRole::wireName).orElse(NOTHING),
                            Long.toString(is.version()));
            case BlockIs is ->
                    String.join(
                            " ",
                            is.inForce() ? "block" : "unblock",
                            is.owner().value(),
                            is.blocked().value());
            case VisibilityIs is ->
                    String.join(" ", "presence", is.owner().value(), is.visibility().wireName());
            case ContactIs is ->
                    String.join(
                            " ",
                            is.known() ? "contact" : "uncontact",
                            is.a().value(),
                            is.b().value());
        };
    }

    /** Empty for the half line that a crash may leave. */
    static Optional<AccessFact> parse(String line) {
        String[] words = line.split(" ", -1);
        try {
            return switch (words.length) {
                case 3 -> ofTwo(words);
                case 5 -> words[0].equals("group") ? group(words) : member(words);
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException torn) {
            return Optional.empty();
        }
    }

    private static Optional<AccessFact> ofTwo(String[] words) {
        UserId user = new UserId(words[1]);
        return switch (words[0]) {
            case "block" -> Optional.of(new BlockIs(user, new UserId(words[2]), true));
            case "unblock" -> Optional.of(new BlockIs(user, new UserId(words[2]), false));
            case "contact" -> Optional.of(new ContactIs(user, new UserId(words[2]), true));
            case "uncontact" -> Optional.of(new ContactIs(user, new UserId(words[2]), false));
            case "presence" ->
                    Visibility.parse(words[2]).map(visible -> new VisibilityIs(user, visible));
            default -> Optional.empty();
        };
    }

    private static Optional<AccessFact> group(String[] words) {
        return Optional.of(
                new GroupIs(
                        new GroupId(words[1]),
                        words[2].equals("announcement"),
                        words[3].equals("deleted"),
                        Long.parseLong(words[4])));
    }

    private static Optional<AccessFact> member(String[] words) {
        Optional<GroupRole> role = GroupRole.parse(words[3]);
        if (!words[0].equals("member") || (role.isEmpty() && !words[3].equals(NOTHING)))
            return Optional.empty();
        return Optional.of(
                new MemberIs(
                        new GroupId(words[1]),
                        new UserId(words[2]),
                        role,
                        Long.parseLong(words[4])));
    }
}

package org.parley.broker.access;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.broker.access.AccessFact.BlockIs;
import org.parley.broker.access.AccessFact.ContactIs;
import org.parley.broker.access.AccessFact.GroupIs;
import org.parley.broker.access.AccessFact.MemberIs;
import org.parley.broker.access.AccessFact.VisibilityIs;
import org.parley.contracts.AccessKey;
import org.parley.contracts.GroupRole;
import org.parley.contracts.Visibility;

/** A record of {@code parley.access} as it is on the log: JSON under its key. */
final class AccessRecord {

    private final @Nullable String key;
    private final byte @Nullable [] value;

    AccessRecord(@Nullable String key, byte @Nullable [] value) {
        this.key = key;
        this.value = value;
    }

    /** The record cannot be read; what is known of its key stays as it was. */
    static final class UnreadableRecordException extends Exception {
        UnreadableRecordException(String reason) {
            super(reason, null, false, false);
        }
    }

    AccessFact fact() throws UnreadableRecordException {
        if (key == null) throw new UnreadableRecordException("it has no key");
        AccessKey parsed =
                AccessKey.parse(key)
                        .orElseThrow(
                                () -> new UnreadableRecordException("its key is of no known kind"));
        return switch (parsed) {
            case AccessKey.Group group -> group(group);
            case AccessKey.Member member -> member(member);
            case AccessKey.Block block -> new BlockIs(block.owner(), block.blocked(), hasValue());
            case AccessKey.Visibility visibility -> visibility(visibility);
            case AccessKey.Contact contact -> new ContactIs(contact.a(), contact.b(), hasValue());
        };
    }

    private boolean hasValue() {
        return value != null;
    }

    private AccessFact group(AccessKey.Group of) throws UnreadableRecordException {
        Map<String, Object> json = json();
        mustBe("group", of.group().value(), json);
        return new GroupIs(
                of.group(), flag("announcementOnly", json), flag("deleted", json), version(json));
    }

    private AccessFact member(AccessKey.Member of) throws UnreadableRecordException {
        Map<String, Object> json = json();
        mustBe("group", of.group().value(), json);
        mustBe("user", of.user().value(), json);
        return new MemberIs(of.group(), of.user(), role(json), version(json));
    }

    private AccessFact visibility(AccessKey.Visibility of) throws UnreadableRecordException {
        if (!hasValue()) return new VisibilityIs(of.owner(), Visibility.DEFAULT);
        Map<String, Object> json = json();
        mustBe("owner", of.owner().value(), json);
        // One that a newer release knows is not wider than none.
        return new VisibilityIs(
                of.owner(),
                Visibility.parse(String.valueOf(json.get("visibility"))).orElse(Visibility.NOBODY));
    }

    private Map<String, Object> json() throws UnreadableRecordException {
        if (value == null)
            throw new UnreadableRecordException(
                    "it has no value, which a group and a member must have");
        try {
            return JSONObjectUtils.parse(new String(value, StandardCharsets.UTF_8));
        } catch (ParseException e) {
            throw new UnreadableRecordException("it is not a JSON object");
        }
    }

    private static void mustBe(String name, String expected, Map<String, Object> json)
            throws UnreadableRecordException {
        if (!expected.equals(json.get(name)))
            throw new UnreadableRecordException(
                    name + " must be " + expected + ", as its key says");
    }

    private static boolean flag(String name, Map<String, Object> json)
            throws UnreadableRecordException {
        if (json.get(name) instanceof Boolean flag) return flag;
        throw new UnreadableRecordException(name + " must be true or false");
    }

    private static long version(Map<String, Object> json) throws UnreadableRecordException {
        if (json.get("version") instanceof Number version
                && version.longValue() >= 0
                && version.longValue() <= Membership.LAST_VERSION) return version.longValue();
        throw new UnreadableRecordException(
                "version must be a number from 0 to " + Membership.LAST_VERSION);
    }

    private static Optional<GroupRole> role(Map<String, Object> json)
            throws UnreadableRecordException {
        Object role = json.get("role");
        if (role == null) return Optional.empty();
        return Optional.of(
                GroupRole.parse(role.toString())
                        .orElseThrow(() -> new UnreadableRecordException("its role is unknown")));
    }
}

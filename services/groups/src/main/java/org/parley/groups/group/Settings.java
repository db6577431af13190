package org.parley.groups.group;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parley.groups.GroupsConfig.Limits;
import org.parley.groups.problem.BadParameter;

/**
 * What the admins of a group decide about it.
 *
 * @param announcementOnly whether only owners and admins write
 * @param newcomersSeeHistory whether those who join from now on may read what was said before
 * @param approval whether who comes by a link waits for an admin
 */
record Settings(
        String name,
        @Nullable String description,
        @Nullable String picture,
        boolean announcementOnly,
        boolean newcomersSeeHistory,
        boolean approval) {

    private static final Settings BLANK = new Settings("", null, null, false, false, false);

    private static final int LONGEST_PICTURE = 2_048;

    /** A change of one of them, as a system message tells it. */
    record Told(String event, Map<String, Object> details) {}

    static Settings ofNew(Fields fields, Limits limits) {
        if (!fields.has("name")) throw BadParameter.missing("name", "a group has one");
        return BLANK.changed(fields, limits);
    }

    /** What is named changes (RFC 7396); {@code null} takes description or picture away. */
    Settings changed(Fields fields, Limits limits) {
        return new Settings(
                fields.has("name") ? name(fields, limits.name()) : name,
                fields.has("description") ? description(fields, limits.description()) : description,
                fields.has("picture") ? picture(fields) : picture,
                fields.flag("announcementOnly", announcementOnly),
                fields.flag("newcomersSeeHistory", newcomersSeeHistory),
                fields.flag("approval", approval));
    }

    private static String name(Fields fields, int most) {
        String name = fields.text("name");
        String rule = "a name has 1 to " + most + " characters, and no control characters";
        if (name == null) throw BadParameter.missing("name", rule);
        String stripped = name.strip();
        boolean legal = !stripped.isEmpty() && length(stripped) <= most;
        if (!legal || stripped.chars().anyMatch(Character::isISOControl))
            throw new BadParameter("name", name, rule);
        return stripped;
    }

    private static @Nullable String description(Fields fields, int most) {
        String text = fields.text("description");
        if (text == null || text.isBlank()) return null;
        if (length(text) > most)
            throw new BadParameter("description", text, "it has at most " + most + " characters");
        return text;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static @Nullable String picture(Fields fields) {
        String text = fields.text("picture");
        if (text == null || text.isEmpty()) return null;
        if (!isHttps(text))
            throw new BadParameter(
                    "picture",
                    text,
                    "it is an https URL of at most "
                            + LONGEST_PICTURE
                            + " characters, without a user");
        return text;
    }

    private static boolean isHttps(String text) {
        if (text.length() > LONGEST_PICTURE) return false;
        try {
            URI uri = new URI(text);
            return "https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** What a member is told who knew the settings before. */
    List<Told> since(Settings before) {
        List<Told> told = new ArrayList<>();
        if (!name.equals(before.name)) told.add(told("renamed", "name", name));
        if (!Objects.equals(description, before.description))
            told.add(told("described", "description", description));
        if (!Objects.equals(picture, before.picture)) told.add(told("picture", "picture", picture));
        if (announcementOnly != before.announcementOnly)
            told.add(told("announcement", "announcementOnly", announcementOnly));
        if (newcomersSeeHistory != before.newcomersSeeHistory)
            told.add(told("history", "newcomersSeeHistory", newcomersSeeHistory));
        if (approval != before.approval) told.add(told("approval", "approval", approval));
        return told;
    }

    private static Told told(String event, String member, @Nullable Object value) {
        Map<String, Object> details = new LinkedHashMap<>();
        if (value != null) details.put(member, value);
        return new Told(event, details);
    }
}

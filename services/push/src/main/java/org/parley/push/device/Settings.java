package org.parley.push.device;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.push.crypto.MessageEncryption;
import org.parley.push.crypto.P256;
import org.parley.push.egress.Destinations;
import org.parley.push.gateway.Target;
import org.parley.push.problem.BadParameter;
import org.parley.push.problem.Fields;

/** What a client says of its device. */
record Settings(
        @Nullable String name,
        @Nullable Target target,
        boolean previews,
        boolean clears,
        @Nullable QuietHours quietHours) {

    static final Settings USUAL = new Settings(null, null, true, true, null);

    private static final int LONGEST_NAME = 100;
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final Pattern FCM_TOKEN = Pattern.compile("[A-Za-z0-9:_-]{20,2048}");
    private static final Pattern APNS_TOKEN = Pattern.compile("(?:[0-9A-Fa-f]{2}){32,100}");
    private static final String KIND_RULE = "it is web-push, unified-push, fcm or apns";
    private static final String TIME_RULE = "it is a time of day such as 22:00";

    /** What the body names; the rest as in {@code before}. */
    static Settings of(@Nullable JsonNode body, Settings before) {
        Fields fields = Fields.of(body);
        return new Settings(
                fields.has("name") ? name(fields) : before.name(),
                fields.has("target") ? target(fields.object("target")) : before.target(),
                fields.flag("previews", before.previews()),
                fields.flag("clears", before.clears()),
                fields.has("quietHours")
                        ? quietHours(fields.object("quietHours"))
                        : before.quietHours());
    }

    private static @Nullable String name(Fields fields) {
        String name = fields.text("name");
        if (name != null && name.codePointCount(0, name.length()) > LONGEST_NAME)
            throw new BadParameter("name", name, "it has at most " + LONGEST_NAME + " characters");
        return name;
    }

    private static @Nullable Target target(@Nullable Fields target) {
        if (target == null) return null;
        String kind = target.requiredText("kind", KIND_RULE);
        if (!Target.KINDS.contains(kind)) throw new BadParameter("kind", kind, KIND_RULE);
        return switch (kind) {
            case Target.Fcm.KIND -> new Target.Fcm(token(target, FCM_TOKEN, "Firebase"));
            case Target.Apns.KIND -> new Target.Apns(token(target, APNS_TOKEN, "Apple"));
            default -> web(target, kind);
        };
    }

    /** Refused without quoting it: it is a secret. */
    private static String token(Fields target, Pattern pattern, String vendor) {
        String rule = "token is missing or not one of " + vendor + "'s";
        String token = target.requiredText("token", "it is the one that " + vendor + " gave");
        if (!pattern.matcher(token).matches()) throw BadParameter.because(rule);
        return token;
    }

    private static Target web(Fields target, String kind) {
        String endpoint = target.requiredText("endpoint", Destinations.RULE);
        URI uri =
                Destinations.parse(endpoint)
                        .orElseThrow(() ->
                                BadParameter.because(
                                        "endpoint breaks a rule; " + Destinations.RULE));
        Fields keys = target.object("keys");
        if (keys == null) throw BadParameter.missing("keys", "it has p256dh and auth");
        byte[] key = bytes(keys, "p256dh", P256.PUBLIC_BYTES);
        try {
            P256.publicKey(key);
        } catch (IllegalArgumentException e) {
            throw BadParameter.because("p256dh breaks a rule; " + e.getMessage());
        }
        return new Target.Web(
                kind.equals(Target.Web.UNIFIED),
                uri,
                key,
                bytes(keys, "auth", MessageEncryption.SECRET_BYTES));
    }

    private static byte[] bytes(Fields keys, String name, int length) {
        String rule = "it is " + length + " bytes as base64url";
        String text = keys.requiredText(name, rule);
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == length) return bytes;
        } catch (IllegalArgumentException e) {
            throw BadParameter.because(name + " is no base64url; " + rule);
        }
        throw BadParameter.because(name + " has another length; " + rule);
    }

    private static @Nullable QuietHours quietHours(@Nullable Fields hours) {
        if (hours == null) return null;
        LocalTime from = time(hours, "from");
        LocalTime until = time(hours, "until");
        if (from.equals(until))
            throw BadParameter.because("quietHours begins and ends at " + from + "; it must not");
        String zone = hours.requiredText("zone", "it is a time zone such as Europe/Berlin");
        try {
            return new QuietHours(from, until, ZoneId.of(zone));
        } catch (DateTimeException e) {
            throw new BadParameter("zone", zone, "it is a time zone such as Europe/Berlin");
        }
    }

    private static LocalTime time(Fields hours, String name) {
        String text = hours.requiredText(name, TIME_RULE);
        if (!TIME.matcher(text).matches()) throw new BadParameter(name, text, TIME_RULE);
        return LocalTime.parse(text);
    }
}

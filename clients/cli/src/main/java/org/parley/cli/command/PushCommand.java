package org.parley.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;
import org.parley.cli.json.Json;
import org.parley.cli.push.Pushes;
import org.parley.cli.terminal.Printable;
import org.parley.contracts.ConversationId;
import org.parley.contracts.DeviceId;
import org.parley.contracts.UserId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(
        name = "push",
        description = {
            "Which of my devices are told of messages when nobody looks at them, and what became of it.",
            "A DEVICE is named as in the MQTT client id {user}:{device}."
        },
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT)
final class PushCommand implements Runnable {

    @Mixin private final Session session = new Session();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "register, list, remove, key, test, mute, mutes or ledger?");
    }

    @Command(description = "Register a device's push target, with all its settings.")
    void register(
            @Parameters(paramLabel = "DEVICE", converter = DeviceArgument.class) DeviceId device,
            @Option(
                            names = "--endpoint",
                            paramLabel = "URL",
                            description =
                                    "Web Push or UnifiedPush: where the browser or distributor listens")
                    @Nullable String endpoint,
            @Option(
                            names = "--p256dh",
                            paramLabel = "KEY",
                            description = "with it: the receiver's public key, base64url")
                    @Nullable String key,
            @Option(
                            names = "--auth",
                            paramLabel = "SECRET",
                            description = "with it: the receiver's secret, base64url")
                    @Nullable String auth,
            @Option(names = "--unified", description = "it is UnifiedPush") boolean unified,
            @Option(
                            names = "--fcm",
                            paramLabel = "TOKEN",
                            description = "a token of Firebase Cloud Messaging")
                    @Nullable String fcm,
            @Option(
                            names = "--apns",
                            paramLabel = "TOKEN",
                            description = "a token of Apple's service")
                    @Nullable String apns,
            @Option(names = "--name", paramLabel = "TEXT", description = "what I call the device")
                    @Nullable String name,
            @Option(names = "--no-previews", description = "without the text of messages")
                    boolean noPreviews,
            @Option(
                            names = "--quiet",
                            paramLabel = "FROM-UNTIL",
                            description = "told nothing then, such as 22:00-07:00")
                    @Nullable String quiet,
            @Option(
                            names = "--zone",
                            paramLabel = "ZONE",
                            description = "of --quiet (default: this machine's)")
                    @Nullable String zone) {
        ObjectNode settings = Json.object().put("previews", !noPreviews);
        if (name != null) settings.put("name", name);
        if (endpoint != null) web(settings.putObject("target"), endpoint, key, auth, unified);
        else if (fcm != null) settings.putObject("target").put("kind", "fcm").put("token", fcm);
        else if (apns != null) settings.putObject("target").put("kind", "apns").put("token", apns);
        if (quiet != null) quiet(settings.putObject("quietHours"), quiet, zone);
        print(pushes().register(device, settings));
    }

    private static void web(
            ObjectNode target,
            String endpoint,
            @Nullable String key,
            @Nullable String auth,
            boolean unified) {
        target.put("kind", unified ? "unified-push" : "web-push").put("endpoint", endpoint);
        target.putObject("keys").put("p256dh", key).put("auth", auth);
    }

    private void quiet(ObjectNode hours, String quiet, @Nullable String zone) {
        String[] times = quiet.split("-", -1);
        if (times.length != 2)
            throw new ParameterException(
                    spec.commandLine(), quiet + ": it is FROM-UNTIL, such as 22:00-07:00");
        hours.put("from", times[0])
                .put("until", times[1])
                .put("zone", zone == null ? ZoneId.systemDefault().getId() : zone);
    }

    @Command(description = "List my devices.")
    void list() {
        for (JsonNode device : pushes().devices().path("devices")) print(device);
    }

    private void print(JsonNode device) {
        out().println(
                        "%-16s %-12s %-24s %s%s%s"
                                .formatted(
                                        device.path("device").asText(),
                                        device.path("target").path("kind").asText("no target"),
                                        device.path("target").path("host").asText(""),
                                        device.path("previews").asBoolean()
                                                ? "with text"
                                                : "without text",
                                        quiet(device.path("quietHours")),
                                        gone(device)));
    }

    private static String quiet(JsonNode hours) {
        return hours.isMissingNode()
                ? ""
                : ", quiet %s-%s %s"
                        .formatted(
                                hours.path("from").asText(),
                                hours.path("until").asText(),
                                hours.path("zone").asText());
    }

    private static String gone(JsonNode device) {
        return Json.text(device, "goneWhy").map(why -> ", its target is gone: " + why).orElse("");
    }

    @Command(description = "Remove a device: it is told nothing more.")
    void remove(
            @Parameters(paramLabel = "DEVICE", converter = DeviceArgument.class) DeviceId device) {
        pushes().remove(device);
    }

    @Command(description = "Print the key that browsers and distributors subscribe with.")
    void key() {
        out().println(pushes().key());
    }

    @Command(description = "Send a notification to a device of mine, and explain each step.")
    void test(
            @Parameters(paramLabel = "DEVICE", converter = DeviceArgument.class) DeviceId device) {
        ObjectNode report = pushes().test(device);
        for (JsonNode step : report.path("steps"))
            out().println(
                            "%-4s %-12s %s"
                                    .formatted(
                                            step.path("ok").asBoolean() ? "ok" : "FAIL",
                                            step.path("step").asText(),
                                            Printable.line(step.path("detail").asText())));
        if (!report.path("delivered").asBoolean())
            throw new Failure(ExitCode.REFUSED, "no notification went out", "");
    }

    @Command(description = "Hear nothing of a conversation for a while: of a USER or '#GROUP'.")
    void mute(
            @Parameters(paramLabel = "USER|#GROUP") String whom,
            @Parameters(
                            paramLabel = "8h|1week|always|mentions-only|off",
                            description = "for how long, or what is told nevertheless")
                    String how) {
        Session.Open open = session.open();
        ConversationId conversation = conversation(open, whom);
        if (how.equals("off")) open.pushes().unmute(conversation);
        else muted(open.pushes().mute(conversation, how));
    }

    private ConversationId conversation(Session.Open open, String whom) {
        if (whom.startsWith("#")) return new ConversationId.Group(open.groups().find(whom).id());
        return open.with(
                UserId.parse(whom)
                        .orElseThrow(() ->
                                new ParameterException(
                                        spec.commandLine(), whom + ": " + UserId.RULE)));
    }

    @Command(description = "List what I have muted.")
    void mutes() {
        for (JsonNode mute : pushes().mutes().path("mutes")) muted(mute);
    }

    private void muted(JsonNode mute) {
        out().println(
                        mute.path("conversation").asText()
                                + "  "
                                + Json.text(mute, "until")
                                        .map(until -> "until " + until)
                                        .orElse("for good")
                                + (mute.path("mentions").asBoolean() ? ", but for mentions" : ""));
    }

    @Command(description = "What became of messages on my devices, the newest first.")
    void ledger(
            @Option(names = "--device", paramLabel = "DEVICE", description = "only of this one")
                    @Nullable String device,
            @Option(names = "--message", paramLabel = "ID", description = "only of this message")
                    @Nullable String message,
            @Option(
                            names = {"-n", "--limit"},
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "how many at most (default: ${DEFAULT-VALUE})")
                    int limit) {
        Map<String, String> narrowed = new TreeMap<>();
        if (device != null) narrowed.put("device", device);
        if (message != null) narrowed.put("message", message);
        Pushes pushes = pushes();
        LedgerPages.each(limit, (most, next) -> pushes.ledger(narrowed, most, next), this::line);
    }

    private void line(JsonNode entry) {
        out().println(LedgerPages.line(entry, false));
    }

    private Pushes pushes() {
        return session.open().pushes();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}

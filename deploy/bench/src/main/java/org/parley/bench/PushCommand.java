package org.parley.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "push",
        description = {
            "Messages to one group, most of whose members are away: notifications a second, and what they cost.",
            "The stack must let push reach this machine: ./parley up --set PARLEY_PUSH_ALLOW=127.0.0.1"
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class PushCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Option(names = "--stack", description = "stack.json of the running stack", paramLabel = "FILE")
    Path stackFile = Main.DEFAULT_STACK;

    @Option(names = "--members", description = "of the group")
    int members = 1_000;

    @Option(names = "--away", description = "of them, each with a device that is to be told")
    int away = 900;

    @Option(names = "--rounds", description = "messages, one after the other")
    int rounds = 10;

    @Option(names = "--patience", description = "seconds to wait for the last notification of each")
    int patience = 120;

    private final Clock clock = new Clock();
    private final Proc proc = Proc.ofThisMachine();
    private final HttpClient http = HttpClient.newHttpClient();

    @Override
    public Integer call() throws Exception {
        if (away >= members) throw new CannotMeasure("--away must be less than --members");
        Stack stack = Stack.read(stackFile);
        try (Accounts accounts = new Accounts(stack.keycloak());
                Groups groups = Groups.of(stack, accounts);
                PushTargets targets = new PushTargets(stackFile)) {
            Main.say(members + " users log in, " + away + " register a device");
            accounts.ensure(members);
            Together.forEach(
                    away, i -> register(stack, accounts, Accounts.name(members - i), targets));
            String group =
                    groups.create(
                            IntStream.rangeClosed(1, members).mapToObj(Accounts::name).toList());
            Thread.sleep(2_000);
            try (Device speaker = new Device(stack, accounts, Accounts.name(1), "bench")) {
                speaker.open(_ -> {});
                return measure(stack, speaker, group, targets);
            }
        } finally {
            http.close();
        }
    }

    private void register(Stack stack, Accounts accounts, String user, PushTargets targets) {
        URI device = stack.service("push").resolve("/devices/bench");
        HttpRequest request =
                HttpRequest.newBuilder(device)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + accounts.token(user))
                        .PUT(
                                BodyPublishers.ofString(
                                        JSON.valueToTree(targets.target(user)).toString()))
                        .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200)
                throw new CannotMeasure(
                        "the push service answered " + answer.statusCode() + ": " + answer.body());
        } catch (IOException e) {
            throw new CannotMeasure("the push service does not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotMeasure("interrupted");
        }
    }

    private int measure(Stack stack, Device speaker, String group, PushTargets targets)
            throws InterruptedException {
        Moment start = Moment.now(stack, proc, clock);
        double[] seconds = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            long said = System.nanoTime();
            say(speaker, group, round);
            boolean all = await(targets, (round + 1) * away);
            seconds[round] = (targets.last() - said) / 1e9;
            if (!all) Main.say("round " + round + ": not all came");
        }
        Moment end = Moment.now(stack, proc, clock);
        return report(targets, seconds, start, end);
    }

    private static void say(Device speaker, String group, int round) {
        String text = "{\"message\":\"round %d, \\u00fcber alles\"}".formatted(round);
        speaker.publish(
                Mqtt5Publish.builder()
                        .topic("group/" + group + "/" + Accounts.name(1))
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(text.getBytes(StandardCharsets.UTF_8))
                        .build(),
                taken -> {
                    if (!taken) Main.say("the broker refused a message");
                });
    }

    private boolean await(PushTargets targets, int expected) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(patience).toNanos();
        while (targets.count() < expected && System.nanoTime() < deadline) Thread.sleep(5);
        return targets.count() >= expected;
    }

    private int report(PushTargets targets, double[] seconds, Moment start, Moment end) {
        double total = 0;
        for (double one : seconds) total += one;
        boolean sound = targets.eachGot(away, rounds);
        Machine machine = Machine.here();
        line(
                "%s, %d × %s, load %s",
                machine.date(), machine.cores(), machine.cpu(), machine.load());
        line("%,d members, %,d away, %d messages", members, away, rounds);
        line(
                "from a message to its last notification: %.2f s on average (about 1 s of it is waited for more)",
                total / rounds);
        line("notifications %,d: %,.0f/s", targets.count(), targets.count() / total);
        for (String name : List.of("push", "postgres", "broker", "kafka", "bridge")) {
            double used = cpu(end.servers(), name) - cpu(start.servers(), name);
            line("%-10s %8.2f CPU s %8.2f/1,000", name, used, used * 1_000 / targets.count());
        }
        line(sound ? "sound: each device once for each message" : "NOT SOUND: some none, or twice");
        return sound ? 0 : 1;
    }

    private static double cpu(List<Usage> servers, String name) {
        return servers.stream()
                .filter(usage -> usage.name().equals(name))
                .mapToDouble(Usage::cpuSeconds)
                .sum();
    }

    // Error Prone's annotation for it would be a dependency of its own.
    @SuppressWarnings("AnnotateFormatMethod")
    private static void line(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}

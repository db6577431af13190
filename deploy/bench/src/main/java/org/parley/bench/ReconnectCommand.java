package org.parley.bench;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reconnect",
        description = {
            "All sessions are cut at once and come back; what their friends see of it, and what the chat of"
                    + " others suffers.",
            "A session is a socket here and one at the broker: both need 'ulimit -n' above --sessions."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ReconnectCommand implements Callable<Integer> {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final int FRIENDS = 4;

    /** The service holds still for 60 s; who would be offline after it, is within this. */
    private static final int UNTIL_ALL_IS_TOLD = 90;

    /** The promises of issue 5. */
    private static final double ALL_BACK_SECONDS = 30;

    private static final double LIVE_P99_MILLIS = 1_000;

    @Option(names = "--stack", description = "stack.json of the running stack", paramLabel = "FILE")
    Path stackFile = Main.DEFAULT_STACK;

    @Option(names = "--sessions", description = "that are cut")
    int sessions = 5_000;

    @Option(names = "--users", description = "who share them; their friends watch each")
    int users = 500;

    @Option(names = "--within", description = "seconds within which each tries to come back")
    int within = 10;

    @Option(names = "--pairs", description = "others who chat meanwhile")
    int pairs = 10;

    @Option(names = "--rate", description = "messages a second of these")
    int rate = 50;

    @Option(names = "--json", description = "the report, for machines", paramLabel = "FILE")
    @Nullable Path json;

    private final Clock clock = new Clock();

    /**
     * @param back how long sessions were away, from the cut on
     * @param failed attempts that were refused or not answered
     * @param flaps turns from online to anything else that a friend saw until 90 s after the cut
     * @param told what the friends were told of presence in that time
     * @param changes of devices' states that the presence service counted, and its publications
     * @param keycloakCalls requests for tokens and keys in the time in which all came back
     * @param live how long others' messages took from publish to receipt in that time
     */
    record Report(
            Machine machine,
            int sessions,
            int users,
            Latency back,
            int failed,
            int friends,
            int flaps,
            int told,
            double changes,
            double publications,
            double keycloakCalls,
            Latency live,
            long lost) {

        boolean isSound() {
            return back.count() == sessions
                    && back.max() < ALL_BACK_SECONDS * 1_000
                    && flaps == 0
                    && keycloakCalls == 0
                    && live.p99() < LIVE_P99_MILLIS
                    && lost == 0;
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    """
                    %s, %,d sessions of %,d users cut at once, load %s
                    back s              p50 %.1f  p99 %.1f  last %.1f  (%,d of %,d; attempts that failed %,d)
                    %d friends of all   flaps seen %d, told %d
                    presence            %.0f changes of devices, %.0f publications: %.4f each
                    calls to Keycloak   %.0f
                    others' messages ms p50 %.1f  p90 %.1f  p99 %.1f  max %.1f  (%,d, lost %d)
                    """,
                    machine.date(),
                    sessions,
                    users,
                    machine.load(),
                    back.p50() / 1_000,
                    back.p99() / 1_000,
                    back.max() / 1_000,
                    back.count(),
                    sessions,
                    failed,
                    friends,
                    flaps,
                    told,
                    changes,
                    publications,
                    changes == 0 ? 0 : publications / changes,
                    keycloakCalls,
                    live.p50(),
                    live.p90(),
                    live.p99(),
                    live.max(),
                    live.count(),
                    lost);
        }
    }

    @Override
    public Integer call() throws Exception {
        Stack stack = Stack.read(stackFile);
        int others = FRIENDS + 2 * pairs;
        try (Accounts accounts = new Accounts(stack.keycloak())) {
            Main.say(users + others + " users log in");
            accounts.ensure(users + others);
            List<String> names = IntStream.rangeClosed(1, users).mapToObj(Accounts::name).toList();
            Together.forEach(users, i -> showToEveryone(stack, accounts.token(names.get(i))));
            List<String> friends =
                    IntStream.rangeClosed(users + 1, users + FRIENDS)
                            .mapToObj(Accounts::name)
                            .toList();
            List<Pair> talking = pairs(stack, accounts, users + FRIENDS);
            try (Herd herd = new Herd(stack, names, sessions, accounts::token);
                    Friends watching = new Friends(stack, accounts, friends)) {
                Together.forEach(pairs, i -> talking.get(i).open());
                watching.open();
                Report report = measure(stack, herd, watching, names, talking);
                System.out.print(report.text());
                if (json != null) ReportJson.write(json, report);
                return report.isSound() ? 0 : 1;
            } finally {
                talking.forEach(Pair::close);
            }
        }
    }

    private static void showToEveryone(Stack stack, String token) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(stack.service("presence") + "/settings"))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"visibility\":\"everyone\"}"))
                        .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200)
                throw new CannotMeasure("the presence service answers " + answer.body());
        } catch (IOException e) {
            throw new CannotMeasure("the presence service does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotMeasure("interrupted");
        }
    }

    private List<Pair> pairs(Stack stack, Accounts accounts, int before) {
        Random random = new Random();
        List<byte[]> texts = Texts.of(256, 200, 1);
        String device = "bench-" + Integer.toHexString(random.nextInt());
        List<Pair> all = new ArrayList<>();
        for (int i = 1; i <= 2 * pairs; i += 2) {
            String sender = Accounts.name(before + i);
            String receiver = Accounts.name(before + i + 1);
            all.add(
                    new Pair(
                            sender,
                            receiver,
                            new Device(stack, accounts, sender, device),
                            new Device(stack, accounts, receiver, device),
                            new Payload(200, device, random, texts),
                            clock));
        }
        return all;
    }

    private Report measure(
            Stack stack, Herd herd, Friends friends, List<String> names, List<Pair> talking)
            throws InterruptedException, ExecutionException {
        Main.say(sessions + " sessions are opened");
        herd.connect();
        friends.watch(names);
        awaitCalm(stack, friends);
        URI keycloak = URI.create(stack.keycloak().management() + "/metrics");
        URI presence = URI.create(stack.service("presence") + "/q/metrics");
        Metrics presenceBefore = Metrics.at(presence);
        double callsBefore = calls(Metrics.at(keycloak));
        int toldBefore = friends.told();
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Main.say("cut");
            long cut = System.nanoTime();
            Future<Long> talk = thread.submit(() -> talk(talking));
            Histogram back = herd.cutAndComeBack(within);
            double calls = calls(Metrics.at(keycloak)) - callsBefore;
            stop = true;
            Main.say("all are back; what is told of it is waited for");
            var _ = talk.get();
            while (System.nanoTime() - cut < SECONDS.toNanos(UNTIL_ALL_IS_TOLD))
                MILLISECONDS.sleep(100);
            Totals totals = new Totals();
            talking.forEach(pair -> pair.ledger().addTo(totals));
            Metrics presenceAfter = Metrics.at(presence);
            return new Report(
                    Machine.here(),
                    sessions,
                    users,
                    Latency.of(back),
                    herd.failures(),
                    FRIENDS,
                    friends.flaps(),
                    friends.told() - toldBefore,
                    grown("parley_presence_changes_total", presenceBefore, presenceAfter),
                    grown("parley_presence_publications_total", presenceBefore, presenceAfter),
                    calls,
                    Latency.of(totals.toReceived),
                    totals.lostLive);
        }
    }

    private volatile boolean stop;

    /** Until all are back; at least as long as they may take. */
    private long talk(List<Pair> talking) {
        Pacer pacer = new Pacer(talking, new Load(rate, 1_000, false));
        long sent = 0;
        for (int second = 0; second < within || !stop; second++)
            sent += pacer.run(SECONDS.toNanos(1), rate);
        return sent;
    }

    private void awaitCalm(Stack stack, Friends friends) throws InterruptedException {
        Main.say("friends wait until they see all, and the presence service until all is calm");
        URI presence = URI.create(stack.service("presence") + "/q/metrics");
        long limit = System.nanoTime() + SECONDS.toNanos(180);
        while (friends.online() < users
                || Metrics.at(presence).sum("parley_presence_held", "") > 0) {
            if (System.nanoTime() > limit)
                throw new CannotMeasure(
                        "after 180 s friends see " + friends.online() + " of " + users + " online");
            SECONDS.sleep(1);
        }
    }

    private static double calls(Metrics keycloak) {
        return keycloak.sum("http_server_requests_seconds_count", "/realms");
    }

    private static double grown(String name, Metrics before, Metrics after) {
        return after.sum(name, "") - before.sum(name, "");
    }
}

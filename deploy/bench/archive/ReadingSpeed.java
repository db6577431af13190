import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How long a user of the archive waits, over HTTP, with what rows.sql makes. Needs nothing but a JDK:
 *
 * <pre>java deploy/bench/archive/ReadingSpeed.java STACK.JSON USER ROUNDS</pre>
 *
 * Ends with 1 if a promise is broken.
 */
public final class ReadingSpeed {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** PostgreSQL plans a statement anew for its first five times on each of eight connections. */
    private static final int WARM_UP = 60;

    /** The group of 1,000 members. */
    private static final String LARGE = "g-0193d3e7-0000-7000-8000-000000000000";

    private final String archive;
    private final String token;
    private final int rounds;
    private boolean promisesKept = true;

    private ReadingSpeed(String archive, String token, int rounds) {
        this.archive = archive;
        this.token = token;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws Exception {
        String stack = Files.readString(Path.of(arguments[0]));
        String user = arguments[1];
        String services = stack.substring(stack.indexOf("\"services\""));
        String archive = first(services, "archive").orElseThrow();
        var speed = new ReadingSpeed(archive, token(stack, user), Integer.parseInt(arguments[2]));
        speed.run(user);
        if (!speed.promisesKept) System.exit(1);
    }

    private void run(String user) {
        String chat = user + "_q7";
        System.out.printf(
                "%s, %d cores, load %.1f, %d rounds%n%n",
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                rounds);
        System.out.printf("%-44s %8s %8s %8s %8s%n", "request", "p10 ms", "p50 ms", "p99 ms", "bytes");
        String[] at = {""};
        promised(20, "history, 50 by cursor", () -> {
            String page = get("/conversations/" + chat + "/messages?limit=50" + at[0]);
            at[0] = member(page, "previous").map(c -> "&before=" + c).orElse("");
            return page;
        });
        promised(20, "history, 50 newest of a group", () -> get("/conversations/" + LARGE + "/messages"));
        measure("history, 50 newest", () -> get("/conversations/" + chat + "/messages"));
        measure("conversations, 50 of 1,000", () -> get("/conversations"));
        promised(50, "search, rare word", () -> get("/search?q=" + quoted("needle")));
        measure("search, word of a third of all", () -> get("/search?q=" + quoted("the")));
        measure("search, start of many words", () -> get("/search?q=w1"));
        measure("search, two words", () -> get("/search?q=the%20w17"));
        measure("search, in one group", () -> get("/search?q=the&conversation=" + LARGE));
        measure("search, in one conversation", () -> get("/search?q=the&conversation=" + chat));
        String mine = mine(user);
        measure("receipts of 1,000, 200 a page", () -> get("/messages/" + mine + "/receipts"));
        String[] sync = {""};
        measure("sync, 200 from the beginning on", () -> {
            String page = get("/sync?limit=200" + sync[0]);
            sync[0] = member(page, "cursor").map(c -> "&after=" + c).orElse("");
            return page;
        });
        String end = member(get("/sync?after=now"), "cursor").orElseThrow();
        measure("sync, nothing new", () -> get("/sync?after=" + end));
    }

    /** A message that he wrote in the group of 1,000. */
    private String mine(String user) {
        String page = get("/conversations/" + LARGE + "/messages?limit=200");
        Pattern written = Pattern.compile("\"id\":\"([^\"]*)\"[^{}]*\"from\":\"" + user + "\"");
        return written.matcher(page)
                .results()
                .findFirst()
                .map(match -> match.group(1))
                .orElseThrow(() -> new IllegalStateException(user + " wrote nothing in " + LARGE));
    }

    private static String quoted(String word) {
        return "%22" + word + "%22";
    }

    private void promised(int limit, String what, Supplier<String> request) {
        double median = measure(what, request);
        if (median < limit) return;
        promisesKept = false;
        System.out.printf("  broken: %.1f ms at p50; it must be under %d%n", median, limit);
    }

    /** Prints how long it took, and returns the median: the p99 is that of a calm machine only. */
    private double measure(String what, Supplier<String> request) {
        long bytes = 0;
        long began = System.nanoTime();
        for (int i = 0; i < WARM_UP; i++) request.get();
        // So that what takes long does not take the whole day.
        int rounds = Math.clamp(10_000_000_000L * WARM_UP / (System.nanoTime() - began), 20, this.rounds);
        double[] millis = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            bytes = request.get().length();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                "%-44s %8.1f %8.1f %8.1f %8d%n",
                what, millis[rounds / 10], millis[rounds / 2], millis[(int) (rounds * 0.99)], bytes);
        return millis[rounds / 2];
    }

    private String get(String path) {
        return send(
                HttpRequest.newBuilder(URI.create(archive + path))
                        .header("Authorization", "Bearer " + token)
                        .build());
    }

    private static String send(HttpRequest request) {
        try {
            var answer = HTTP.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 200) return answer.body();
            throw new IllegalStateException(request.uri() + ": " + answer.statusCode());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(request.uri() + ": " + e, e);
        }
    }

    private static String token(String stack, String user) {
        Map<String, String> form =
                Map.of(
                        "grant_type", "password",
                        "client_id", "parley-local",
                        "username", user,
                        "password", member(stack.substring(stack.indexOf("\"users\"")), user).orElseThrow());
        String body =
                form.entrySet().stream()
                        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        URI endpoint =
                URI.create(member(stack, "issuer").orElseThrow() + "/protocol/openid-connect/token");
        return member(
                        send(
                                HttpRequest.newBuilder(endpoint)
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(HttpRequest.BodyPublishers.ofString(body))
                                        .build()),
                        "access_token")
                .orElseThrow();
    }

    private static Optional<String> first(String json, String name) {
        return named(json, name).results().findFirst().map(match -> match.group(1));
    }

    private static Matcher named(String json, String name) {
        return Pattern.compile('"' + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
    }

    /** The last one of this name, which in a page is the page's own. */
    private static Optional<String> member(String json, String name) {
        Matcher found = named(json, name);
        List<String> values = new ArrayList<>();
        while (found.find()) values.add(found.group(1));
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
    }
}

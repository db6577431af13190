package org.parley.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What messages to one group did and cost. */
record GroupReport(
        Machine machine,
        int members,
        int rate,
        int window,
        FanOut.Result result,
        double deliveriesPerSecond,
        Optional<ArchiveTable.Count> archive,
        List<ChatReport.Cost> servers,
        ChatReport.Cost generator,
        double serversCpuPer100kDeliveries,
        double otherCpuSeconds) {

    static GroupReport of(
            int members,
            int rate,
            int window,
            FanOut.Result result,
            Optional<ArchiveTable.Count> archive,
            Moment start,
            Moment end) {
        List<ChatReport.Cost> servers = new ArrayList<>();
        for (int i = 0; i < start.servers().size(); i++)
            servers.add(
                    ChatReport.Cost.between(
                            start.servers().get(i), end.servers().get(i), result.deliveries()));
        ChatReport.Cost generator =
                ChatReport.Cost.between(start.generator(), end.generator(), result.deliveries());
        double cpu = servers.stream().mapToDouble(ChatReport.Cost::cpuSeconds).sum();
        double seconds = Math.max(1, result.lastDelivery() - start.at()) / 1e9;
        return new GroupReport(
                Machine.here(),
                members,
                rate,
                window,
                result,
                result.deliveries() / seconds,
                archive,
                servers,
                generator,
                result.deliveries() == 0 ? 0 : cpu / result.deliveries() * 100_000,
                end.busy() - start.busy() - cpu - generator.cpuSeconds());
    }

    /** Each acknowledged message reached each member once, and is in the archive once. */
    @JsonProperty("sound")
    boolean isSound() {
        return result.acknowledged() > 0
                && result.missing() == 0
                && archive.map(count ->
                                count.rows() == count.messages()
                                        && count.messages() == result.acknowledged())
                        .orElse(true);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%s, %d × %s, load %s",
                machine.date(),
                machine.cores(),
                machine.cpu(),
                machine.load());
        line(
                text,
                "%,d members, %s",
                members,
                rate == 0 ? "flat out, window " + window : rate + "/s");
        line(
                text,
                "messages    sent %,d  acknowledged %,d  refused %,d",
                result.sent(),
                result.acknowledged(),
                result.refused());
        line(
                text,
                "deliveries  %,d  duplicates %,d  missing %,d: %,.0f/s",
                result.deliveries(),
                result.duplicates(),
                result.missing(),
                deliveriesPerSecond);
        archive.ifPresent(count ->
                line(text, "archive     rows %,d of %,d messages", count.rows(), count.messages()));
        Latency ms = result.toReceived();
        line(
                text,
                "ms to received  p50 %.1f  p90 %.1f  p99 %.1f  max %.1f",
                ms.p50(),
                ms.p90(),
                ms.p99(),
                ms.max());
        servers.forEach(cost -> cost(text, cost));
        line(text, "%-10s %8s s %8.2f/100k deliveries", "servers", "", serversCpuPer100kDeliveries);
        cost(text, generator);
        line(text, "%-10s %8.2f s", "others", otherCpuSeconds);
        line(text, "%s", isSound() ? "sound: each once at each member" : "NOT SOUND: see above");
        return text.toString();
    }

    private static void cost(StringBuilder text, ChatReport.Cost cost) {
        line(
                text,
                "%-10s %8.2f s %8.2f/100k deliveries, %,d MB",
                cost.name(),
                cost.cpuSeconds(),
                cost.cpuSecondsPer100k(),
                cost.rssAfter() / 1024);
    }

    // Error Prone's annotation for it would be a dependency of its own.
    @SuppressWarnings("AnnotateFormatMethod")
    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}

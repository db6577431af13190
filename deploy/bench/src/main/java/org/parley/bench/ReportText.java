package org.parley.bench;

import java.util.Locale;
import java.util.OptionalLong;

/** The report as a person reads it. */
final class ReportText {
    private final StringBuilder text = new StringBuilder();

    private ReportText() {}

    static String of(ChatReport report) {
        ReportText page = new ReportText();
        page.head(report);
        page.counts(report);
        page.latencies(report);
        page.costs(report);
        page.verdict(report);
        return page.text.toString();
    }

    private void head(ChatReport report) {
        Machine machine = report.machine();
        ChatCommand.Settings s = report.settings();
        line(
                "%s, %d × %s, %s, load %s",
                machine.date(), machine.cores(), machine.cpu(), machine.kernel(), machine.load());
        line(
                "%d pairs, %s, %d bytes, window %d until %s, %d s of warm-up, %.1f s measured",
                s.pairs(),
                s.rate() == 0 ? "flat out" : s.rate() + "/s",
                s.bytes(),
                s.window(),
                s.inFlightUntil(),
                s.warmUpSeconds(),
                report.seconds());
        line("");
    }

    private void counts(ChatReport report) {
        ChatReport.Counts c = report.counts();
        line(
                "messages      sent %,d  acknowledged %,d  repeated %,d  refused %,d  connections lost %,d",
                c.sent(), c.acknowledged(), c.repeats(), c.refusals(), c.connectionsLost());
        line(
                "received      unique %,d  duplicates %,d  out of order %,d  lost %,d",
                c.received(), c.receivedDuplicates(), c.receivedOutOfOrder(), c.lostLive());
        report.archive()
                .ifPresentOrElse(
                        a ->
                                line(
                                        "archive rows  unique %,d  duplicates %,d  out of order %,d  lost %,d",
                                        a.unique(), a.duplicates(), a.outOfOrder(), a.lost()),
                        () -> line("archive rows  none: the stack runs no archive"));
        line(
                "stored        receipts %,d  again %,d  acknowledged without %,d",
                c.storedReceipts(), c.storedReceiptsAgain(), c.acknowledgedWithoutReceipt());
        line(
                "rate          sent %,.0f/s  archived %,.0f/s  behind by %,d at worst",
                report.rates().sentPerSecond(),
                report.rates().archivedPerSecond(),
                report.rates().worstLagInMessages());
        line("");
    }

    private void latencies(ChatReport report) {
        line("%-28s %9s %9s %9s %9s", "ms from publish to", "p50", "p90", "p99", "max");
        latency("acknowledged", report.latencies().toAcknowledged());
        latency("received", report.latencies().toReceived());
        report.archive()
                .ifPresent(archive -> {
                    latency("received by the bridge", archive.toBridge());
                    latency("archived (archived_at)", archive.toArchived());
                });
        latency("stored receipt", report.latencies().toStoredReceipt());
        line("");
    }

    private void latency(String name, Latency ms) {
        line("%-28s %9.2f %9.2f %9.2f %9.2f", name, ms.p50(), ms.p90(), ms.p99(), ms.max());
    }

    private void costs(ChatReport report) {
        line(
                "%-12s %6s %8s %10s %15s %15s",
                "", "procs", "CPU s", "CPU s/100k", "RSS MB", "PSS MB");
        report.servers().forEach(this::cost);
        line(
                "%-12s %6s %8.2f %10.2f",
                "servers",
                "",
                report.servers().stream().mapToDouble(ChatReport.Cost::cpuSeconds).sum(),
                report.serversCpuPer100k());
        cost(report.generator());
        line("%-12s %6s %8.2f", "others", "", report.otherCpuSeconds());
        line(
                "%,.0f archived messages per CPU second of the servers",
                report.archivedPerCpuSecond());
    }

    private void cost(ChatReport.Cost cost) {
        line(
                "%-12s %6d %8.2f %10.2f %15s %15s",
                cost.name(),
                cost.processes(),
                cost.cpuSeconds(),
                cost.cpuSecondsPer100k(),
                fromTo(OptionalLong.of(cost.rssBefore()), OptionalLong.of(cost.rssAfter())),
                fromTo(cost.pssBefore(), cost.pssAfter()));
    }

    private static String fromTo(OptionalLong before, OptionalLong after) {
        return before.isEmpty() || after.isEmpty()
                ? "unknown"
                : before.getAsLong() / 1024 + " → " + after.getAsLong() / 1024;
    }

    private void verdict(ChatReport report) {
        line(
                "%s",
                report.isSound()
                        ? "sound: nothing lost, nothing archived twice"
                        : "NOT SOUND: see lost, duplicates and missing receipts above");
    }

    // Error Prone's annotation for it would be a dependency of its own.
    @SuppressWarnings("AnnotateFormatMethod")
    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}

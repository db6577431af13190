package org.parley.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The measured part of a run, warm-up excluded. The README says what each number means.
 *
 * @param archive empty where the stack runs none
 */
record ChatReport(
        Machine machine,
        ChatCommand.Settings settings,
        Counts counts,
        Rates rates,
        Latencies latencies,
        Optional<ArchiveCheck.Found> archive,
        List<Cost> servers,
        Cost generator,
        double serversCpuPer100k,
        double archivedPerCpuSecond,
        double otherCpuSeconds,
        double seconds) {

    record Counts(
            long sent,
            long acknowledged,
            long received,
            long receivedDuplicates,
            long receivedOutOfOrder,
            long lostLive,
            long storedReceipts,
            long storedReceiptsAgain,
            long acknowledgedWithoutReceipt,
            long repeats,
            long refusals,
            long connectionsLost) {}

    record Rates(double sentPerSecond, double archivedPerSecond, long worstLagInMessages) {}

    record Latencies(Latency toAcknowledged, Latency toReceived, Latency toStoredReceipt) {}

    /** In kilobytes; a process that was replaced while measuring shows what the new one used. */
    record Cost(
            String name,
            int processes,
            double cpuSeconds,
            double cpuSecondsPer100k,
            long rssBefore,
            long rssAfter,
            OptionalLong pssBefore,
            OptionalLong pssAfter) {
        static Cost between(Usage before, Usage after, long messages) {
            double cpu = Math.max(0, after.cpuSeconds() - before.cpuSeconds());
            return new Cost(
                    after.name(),
                    after.processes(),
                    cpu,
                    per100k(cpu, messages),
                    before.rss(),
                    after.rss(),
                    before.pss(),
                    after.pss());
        }
    }

    static ChatReport of(
            ChatCommand.Settings settings,
            Totals totals,
            Optional<ArchiveCheck.Found> archive,
            Moment before,
            long sendingEnded,
            Moment after,
            long worstLag) {
        long archived = archive.map(ArchiveCheck.Found::unique).orElse(totals.stored);
        long archivedAt = archive.map(ArchiveCheck.Found::lastArchived).orElse(after.at());
        // A stack without an archive still costs something for each message.
        long messages = archived > 0 ? archived : totals.received;
        List<Cost> servers = new ArrayList<>();
        for (int i = 0; i < before.servers().size(); i++)
            servers.add(Cost.between(before.servers().get(i), after.servers().get(i), messages));
        Cost generator = Cost.between(before.generator(), after.generator(), messages);
        double cpu = servers.stream().mapToDouble(Cost::cpuSeconds).sum();
        return new ChatReport(
                Machine.here(),
                settings,
                counts(totals),
                new Rates(
                        totals.sent / seconds(before.at(), sendingEnded),
                        archived / seconds(before.at(), archivedAt),
                        worstLag),
                new Latencies(
                        Latency.of(totals.toAcknowledged),
                        Latency.of(totals.toReceived),
                        Latency.of(totals.toStored)),
                archive,
                servers,
                generator,
                per100k(cpu, messages),
                cpu == 0 ? 0 : archived / cpu,
                after.busy() - before.busy() - cpu - generator.cpuSeconds(),
                seconds(before.at(), after.at()));
    }

    private static Counts counts(Totals totals) {
        return new Counts(
                totals.sent,
                totals.acknowledged,
                totals.received,
                totals.duplicates,
                totals.outOfOrder,
                totals.lostLive,
                totals.stored,
                totals.storedAgain,
                totals.withoutReceipt,
                totals.repeats,
                totals.refusals,
                Device.LOSSES.get());
    }

    private static double seconds(long from, long to) {
        return Math.max(1, to - from) / 1e9;
    }

    private static double per100k(double cpuSeconds, long messages) {
        return messages == 0 ? 0 : cpuSeconds / messages * 100_000;
    }

    /** Nothing acknowledged was lost, nothing is in the archive twice. */
    @JsonProperty("sound")
    boolean isSound() {
        boolean archiveIsSound =
                archive.map(found -> found.lost() == 0 && found.duplicates() == 0).orElse(true);
        return counts.lostLive() == 0
                && counts.acknowledgedWithoutReceipt() == 0
                && archiveIsSound
                && counts.sent() > 0;
    }
}

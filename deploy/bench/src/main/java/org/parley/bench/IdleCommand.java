package org.parley.bench;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "idle",
        description = "How much memory of the broker a connection takes that says nothing.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class IdleCommand implements Callable<Integer> {
    /** The broker lets a user connect so often in a burst, see PARLEY_BROKER_CONNECT_BURST. */
    private static final int DEVICES_PER_USER = 50;

    @Option(names = "--stack", description = "stack.json of the running stack", paramLabel = "FILE")
    Path stackFile = Main.DEFAULT_STACK;

    @Option(names = "--connections")
    int connections = 1_000;

    @Option(names = "--wait", description = "seconds until it looks")
    int wait = 10;

    @Option(names = "--json", description = "the report, for machines", paramLabel = "FILE")
    @Nullable Path json;

    /** In kilobytes; the live heap is what a full collection leaves. */
    record Report(
            Machine machine,
            int connections,
            Memory before,
            Memory after,
            double rssPerConnection,
            double heapPerConnection) {
        String text() {
            return String.format(
                    Locale.ROOT,
                    """
                    %,d connections, %s
                    broker RSS   %,d → %,d KB: %.1f KB a connection
                    live heap    %,d → %,d KB: %.1f KB a connection
                    """,
                    connections,
                    machine.date(),
                    before.rss(),
                    after.rss(),
                    rssPerConnection,
                    before.liveHeap(),
                    after.liveHeap(),
                    heapPerConnection);
        }
    }

    record Memory(long rss, long liveHeap) {}

    @Override
    public Integer call() throws Exception {
        Stack stack = Stack.read(stackFile);
        try (Accounts accounts = new Accounts(stack.keycloak())) {
            int users = (connections + DEVICES_PER_USER - 1) / DEVICES_PER_USER;
            accounts.ensure(users);
            Report report = measure(stack, accounts, users);
            System.out.print(report.text());
            if (json != null) ReportJson.write(json, report);
        }
        return 0;
    }

    private Report measure(Stack stack, Accounts accounts, int users) throws InterruptedException {
        long broker = stack.process("broker");
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < connections; i++)
            devices.add(new Device(stack, accounts, Accounts.name(1 + i % users), "idle-" + i));
        Memory before = memory(broker);
        try {
            Together.forEach(connections, i -> devices.get(i).open(_ -> {}));
            SECONDS.sleep(wait);
            return report(before, memory(broker));
        } finally {
            devices.forEach(Device::close);
        }
    }

    private Report report(Memory before, Memory after) {
        return new Report(
                Machine.here(),
                connections,
                before,
                after,
                (double) (after.rss() - before.rss()) / connections,
                (double) (after.liveHeap() - before.liveHeap()) / connections);
    }

    private static Memory memory(long broker) {
        long heap = LiveHeap.kilobytes(broker);
        return new Memory(
                Proc.ofThisMachine().usage(Map.of("broker", broker)).getFirst().rss(), heap);
    }
}

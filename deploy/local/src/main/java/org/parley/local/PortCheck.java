package org.parley.local;

import java.util.List;
import java.util.stream.Collectors;

/** Refuses to start while somebody else listens on a port that we need. */
final class PortCheck {
    private PortCheck() {}

    static void check(Ports ports, List<Server> servers) {
        var taken = ports.taken(servers.stream().flatMap(s -> s.ports().stream()).toList());
        if (!taken.isEmpty()) {
            throw new CannotStart(message(ports, taken));
        }
    }

    static String message(Ports ports, List<Port> taken) {
        var lines = taken.stream().map(port -> line(ports, port)).collect(Collectors.joining("\n"));
        return lines + "\nEnd it, or move all ports: ./parley up --ports " + another(ports);
    }

    private static String line(Ports ports, Port port) {
        var number = ports.of(port);
        var owner =
                PortOwner.of(number)
                        .map(o -> "pid %d: %s".formatted(o.pid(), o.command()))
                        .orElse("a process that this user may not see");
        return "port %d (%s) is taken by %s".formatted(number, port.purpose, owner);
    }

    private static int another(Ports ports) {
        return ports.base() >= 30000 ? Ports.DEFAULT_BASE : ports.base() + 1000;
    }
}

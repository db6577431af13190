package org.parley.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The table of everything that a local stack can run. A new service is one entry here. */
record Stack(Site site, List<Service> services, List<String> databases, List<Server> servers) {
    static Stack of(Site site) {
        var services =
                List.of(
                        new Service(site, "bridge", Port.BRIDGE, false),
                        new Service(site, "archive", Port.ARCHIVE, true),
                        new Service(site, "groups", Port.GROUPS, true),
                        new Service(site, "presence", Port.PRESENCE, true),
                        new Service(site, "push", Port.PUSH, true));
        var databases =
                Stream.concat(
                                Stream.of("keycloak"),
                                services.stream().filter(Service::hasDatabase).map(Service::name))
                        .toList();
        var realm = new RealmFile(site, services.stream().map(Service::client).toList());
        var servers =
                new ArrayList<Server>(
                        List.of(
                                new Postgres(site, databases),
                                new Kafka(site),
                                new Keycloak(site, realm),
                                new Broker(site)));
        servers.addAll(services);
        servers.add(new Web(site));
        return new Stack(site, services, databases, List.copyOf(servers));
    }

    /** Those to run, in the order of the table. */
    List<Server> without(Set<String> left) {
        for (var name : left) {
            if (servers.stream().noneMatch(server -> server.name().equals(name))) {
                throw new CannotStart("--without %s: there is %s".formatted(name, names(servers)));
            }
        }
        return servers.stream().filter(server -> !left.contains(server.name())).toList();
    }

    void requireExecutable(Set<String> wanted) {
        var known = Stream.concat(names(services).stream(), Stream.of(Web.NAME)).toList();
        for (var name : wanted) {
            if (!name.equals(Executable.ALL) && !known.contains(name)) {
                throw new CannotStart("--native %s: there is %s".formatted(name, known));
            }
        }
    }

    static List<String> names(List<? extends Server> servers) {
        return servers.stream().map(Server::name).toList();
    }
}

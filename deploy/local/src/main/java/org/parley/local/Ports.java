package org.parley.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.List;

/** The port numbers of one stack. */
record Ports(int base) {
    static final int DEFAULT_BASE = 18830;
    private static final int HIGHEST_BASE = 65535 - Port.values().length;

    Ports {
        if (base < 1024 || base > HIGHEST_BASE) {
            throw new IllegalArgumentException(
                    "--ports %d: the base port is between 1024 and %d"
                            .formatted(base, HIGHEST_BASE));
        }
    }

    int of(Port port) {
        return base + port.offset;
    }

    String hostAndPort(Port port) {
        return "127.0.0.1:" + of(port);
    }

    String http(Port port) {
        return "http://" + hostAndPort(port);
    }

    List<Port> taken(Collection<Port> wanted) {
        return wanted.stream().filter(port -> isTaken(of(port))).toList();
    }

    private static boolean isTaken(int number) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}

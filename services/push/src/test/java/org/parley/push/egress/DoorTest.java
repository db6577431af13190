package org.parley.push.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.push.PushConfig;

/** The only way out: it checks where the connection is made, whatever was checked before. */
class DoorTest {

    private Destinations destinations;
    private Door door;

    private void open(String allowed) {
        PushConfig config =
                new SmallRyeConfigBuilder()
                        .withMapping(PushConfig.class)
                        .withDefaultValue("parley.push.allow", allowed)
                        .addDiscoveredConverters()
                        .build()
                        .getConfigMapping(PushConfig.class);
        destinations = new Destinations(config);
        door = new Door(destinations);
    }

    @AfterEach
    void close() throws Exception {
        door.close();
        destinations.close();
    }

    private Socket ask(String line) throws Exception {
        InetSocketAddress address = door.address();
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(5_000);
        socket.getOutputStream()
                .write((line + "\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String answer(Socket socket) throws Exception {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) break;
            text.append((char) next);
        }
        return text.toString().lines().findFirst().orElse("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT 127.0.0.1:443 HTTP/1.1",
                "CONNECT localhost:443 HTTP/1.1",
                "CONNECT [::1]:443 HTTP/1.1",
                "CONNECT 10.0.0.1:443 HTTP/1.1",
                "CONNECT 169.254.169.254:80 HTTP/1.1",
                "CONNECT allowed.example.org:0 HTTP/1.1",
                "GET http://127.0.0.1/ HTTP/1.1"
            })
    void whatLeadsInsideDoesNotPass(String line) throws Exception {
        open("allowed.example.org");
        try (Socket socket = ask(line)) {
            assertThat(answer(socket)).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void itListensOnTheLoopbackAddressOnly() throws Exception {
        open("x");
        assertThat(door.address().getAddress().isLoopbackAddress()).isTrue();
    }

    @Test
    void whatIsAllowedPassesBothWays() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            open("127.0.0.1:" + server.getLocalPort());
            CompletableFuture<String> heard = CompletableFuture.supplyAsync(() -> echo(server));
            try (Socket socket = ask("CONNECT 127.0.0.1:" + server.getLocalPort() + " HTTP/1.1")) {
                assertThat(answer(socket)).startsWith("HTTP/1.1 200");
                socket.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readNBytes(5))).isEqualTo("HELLO");
            }
            assertThat(heard.get(5, TimeUnit.SECONDS)).isEqualTo("hello");
        }
    }

    private static String echo(ServerSocket server) {
        try (Socket socket = server.accept()) {
            String text = new String(socket.getInputStream().readNBytes(5));
            socket.getOutputStream().write(text.toUpperCase().getBytes());
            return text;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aServerThatIsNotThereIsSaidToBeNotThere() throws Exception {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        open("127.0.0.1:" + port);
        try (Socket socket = ask("CONNECT 127.0.0.1:" + port + " HTTP/1.1")) {
            assertThat(answer(socket)).startsWith("HTTP/1.1 502");
        }
    }

    @Test
    void onlyTheAllowedPortIsAllowed() throws Exception {
        open("127.0.0.1:1");
        try (Socket socket = ask("CONNECT 127.0.0.1:2 HTTP/1.1")) {
            assertThat(answer(socket)).startsWith("HTTP/1.1 403");
        }
    }
}

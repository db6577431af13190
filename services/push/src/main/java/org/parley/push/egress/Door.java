package org.parley.push.egress;

import io.quarkus.logging.Log;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The only way out to servers that users name: a proxy of our own on the loopback address. It
 * resolves the name, checks where it leads, and connects to exactly the address it has checked.
 * Checking before the HTTP client connects would not do: that resolves again, and a name server may
 * say something else the second time. What passes is TLS between the client and that server.
 */
@ApplicationScoped
class Door {

    private static final Pattern CONNECT =
            Pattern.compile("CONNECT (\\[[0-9A-Fa-f:.]+]|[^:\\s]+):(\\d{1,5}) HTTP/1\\.1");
    private static final int LONGEST_REQUEST = 8_192;
    private static final int CONNECT_MILLIS = 5_000;

    private final Destinations destinations;
    private @Nullable ServerSocket server;

    Door(Destinations destinations) {
        this.destinations = destinations;
    }

    /** Where it is; opened by whoever asks first. */
    synchronized InetSocketAddress address() throws IOException {
        ServerSocket open = server;
        if (open == null || open.isClosed()) {
            open = new ServerSocket();
            open.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
            server = open;
            ServerSocket opened = open;
            Thread.ofVirtual().name("door").start(() -> serve(opened));
        }
        return new InetSocketAddress(open.getInetAddress(), open.getLocalPort());
    }

    private void serve(ServerSocket open) {
        while (!open.isClosed()) {
            try {
                Socket client = open.accept();
                Thread.ofVirtual().name("door-in").start(() -> pass(client));
            } catch (IOException e) {
                if (!open.isClosed()) Log.debugf(e, "the door cannot accept");
            }
        }
    }

    private void pass(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            try (Socket remote = connect(request(in))) {
                answer(out, "200 Connected");
                Thread.ofVirtual().name("door-back").start(() -> copy(remote, client));
                in.transferTo(remote.getOutputStream());
            } catch (RefusedAddress e) {
                answer(out, "403 Refused");
            } catch (IOException e) {
                answer(out, "502 Not reached");
            }
        } catch (IOException e) {
            Log.debugf(e, "a passage through the door broke");
        }
    }

    /** The other way; when one side has ended, both do. */
    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            Log.debugf(e, "a passage through the door broke");
        }
    }

    private Socket connect(String request) throws IOException {
        Matcher target = CONNECT.matcher(request);
        if (!target.matches()) throw new RefusedAddress("only CONNECT passes");
        int port = Integer.parseInt(target.group(2));
        if (port == 0 || port > 65_535) throw new RefusedAddress("no such port");
        InetSocketAddress address = destinations.resolve(target.group(1), port);
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, CONNECT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The first line; the headers after it are read over. */
    private static String request(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0 || text.length() > LONGEST_REQUEST) throw new IOException("no request");
            text.append((char) next);
        }
        return text.substring(0, text.indexOf("\r\n"));
    }

    private static void answer(OutputStream out, String status) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @PreDestroy
    synchronized void close() throws IOException {
        if (server != null) server.close();
    }
}

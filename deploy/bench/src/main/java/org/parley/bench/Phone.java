package org.parley.bench;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A connection that can be cut as no client would do it, and of which a machine can have thousands:
 * MQTT 5 on a plain socket, with a Will, a persistent session and a thread of its own that costs
 * next to nothing.
 */
final class Phone {
    private static final int CONNECT = 0x10;
    private static final int PUBLISH = 0x32;
    private static final int PUBACK = 0x40;
    private static final int SUBSCRIBE = 0x82;
    private static final int DISCONNECT = 0xE0;
    private static final int PATIENCE_MILLIS = 20_000;

    /** Longer than a measurement, so that nothing needs to be said; and gone soon after it. */
    private static final int KEEP_ALIVE_SECONDS = 600;

    private static final int SESSION_SECONDS = 600;

    private final Stack stack;
    private final String user;
    private final String device;
    private @Nullable Socket socket;
    private int packet;

    Phone(Stack stack, String user, String device) {
        this.stack = stack;
        this.user = user;
        this.device = device;
    }

    String user() {
        return user;
    }

    private String presence() {
        return "presence/" + user + "/" + device;
    }

    /** Connects to the session of before, with whatever token it has, and says that it is there. */
    void connect(String token) throws IOException {
        Socket fresh = new Socket();
        try {
            fresh.connect(
                    new InetSocketAddress(stack.mqttHost(), stack.mqttPort()), PATIENCE_MILLIS);
            fresh.setTcpNoDelay(true);
            fresh.setSoTimeout(PATIENCE_MILLIS);
            send(fresh, CONNECT, hello(token));
            byte[] answer = packet(new DataInputStream(fresh.getInputStream()));
            if (answer.length < 3 || answer[2] != 0)
                throw new IOException("refused" + (answer.length < 3 ? "" : ": " + answer[2]));
            fresh.setSoTimeout(0);
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
        socket = fresh;
        Thread.ofVirtual().start(() -> listen(fresh));
        say("online");
    }

    private byte[] hello(String token) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        text(out, "MQTT");
        out.writeByte(5);
        // User name, password, Will at QoS 1; the session goes on.
        out.writeByte(0b1100_1100);
        out.writeShort(KEEP_ALIVE_SECONDS);
        out.writeByte(5);
        out.writeByte(0x11);
        out.writeInt(SESSION_SECONDS);
        text(out, user + ":" + device);
        out.writeByte(0);
        text(out, presence());
        text(out, "{\"state\":\"offline\"}");
        text(out, user);
        text(out, token);
        return bytes.toByteArray();
    }

    void subscribe(String filter) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(next());
        out.writeByte(0);
        text(out, filter);
        out.writeByte(1);
        send(open(), SUBSCRIBE, bytes.toByteArray());
    }

    void say(String state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        text(out, presence());
        out.writeShort(next());
        out.writeByte(0);
        out.write(("{\"state\":\"" + state + "\"}").getBytes(StandardCharsets.UTF_8));
        send(open(), PUBLISH, bytes.toByteArray());
    }

    private synchronized int next() {
        packet = packet % 0xFFFF + 1;
        return packet;
    }

    private Socket open() throws IOException {
        Socket open = socket;
        if (open == null) throw new IOException("not connected");
        return open;
    }

    private void listen(Socket open) {
        try {
            DataInputStream in = new DataInputStream(open.getInputStream());
            while (true) acknowledge(open, packet(in));
        } catch (IOException _) {
            // Cut, by us or by the broker: whoever waits for it sees that it is not connected.
        }
    }

    /** What arrives is not looked at, but the broker wants to hear that it did. */
    private static void acknowledge(Socket open, byte[] packet) throws IOException {
        if ((packet[0] & 0xF6) != (PUBLISH & 0xF6)) return;
        int topic = (packet[1] & 0xFF) << 8 | (packet[2] & 0xFF);
        send(open, PUBACK, new byte[] {packet[3 + topic], packet[4 + topic]});
    }

    /** The first byte and the body of a packet. */
    private static byte[] packet(DataInputStream in) throws IOException {
        byte type = in.readByte();
        int length = 0;
        int shift = 0;
        for (int digit = 0x80; (digit & 0x80) != 0; shift += 7) {
            digit = in.readUnsignedByte();
            length |= (digit & 0x7F) << shift;
        }
        byte[] packet = new byte[1 + length];
        packet[0] = type;
        in.readFully(packet, 1, length);
        return packet;
    }

    private static void send(Socket socket, int type, byte[] body) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream(body.length + 5);
        packet.write(type);
        int rest = body.length;
        do {
            packet.write(rest > 0x7F ? (rest & 0x7F) | 0x80 : rest);
            rest >>>= 7;
        } while (rest > 0);
        packet.write(body);
        synchronized (socket) {
            socket.getOutputStream().write(packet.toByteArray());
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(utf8.length);
        out.write(utf8);
    }

    /** Neither DISCONNECT nor FIN: as when the network falls away and comes back. */
    void cut() {
        Socket open = socket;
        if (open == null) return;
        socket = null;
        try {
            open.setSoLinger(true, 0);
            open.close();
        } catch (IOException _) {
            // It is gone, then.
        }
    }

    /** Leaves no session behind. */
    void close() {
        Socket open = socket;
        if (open == null) return;
        try {
            // Reason 0 and a session expiry of 0.
            send(open, DISCONNECT, new byte[] {0, 5, 0x11, 0, 0, 0, 0});
            open.close();
        } catch (IOException _) {
            // The broker closes it otherwise.
        }
    }
}

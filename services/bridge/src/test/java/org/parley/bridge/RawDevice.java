package org.parley.bridge;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.parley.testkit.Stack;

/** MQTT 5 by hand: a device with a Will, whose connection can end in every way there is. */
final class RawDevice implements AutoCloseable {

    static final String OFFLINE = "{\"state\":\"offline\"}";

    private final String topic;
    private final Socket socket;
    private final DataOutputStream out;
    private final DataInputStream in;

    /** How a device logs in. */
    record Login(String user, String device, int willQos, int willDelaySeconds, int keepAlive) {

        static Login of(String user) {
            return new Login(user, "phone", 1, 0, 60);
        }

        Login willQos(int qos) {
            return new Login(user, device, qos, willDelaySeconds, keepAlive);
        }

        Login willDelay(int seconds) {
            return new Login(user, device, willQos, seconds, keepAlive);
        }

        Login keepAlive(int seconds) {
            return new Login(user, device, willQos, willDelaySeconds, seconds);
        }
    }

    RawDevice(Stack stack, Login login) {
        topic = "presence/" + login.user() + "/" + login.device();
        try {
            socket = new Socket(stack.mqttHost(), stack.mqttPort());
            socket.setSoTimeout(20_000);
            out = new DataOutputStream(socket.getOutputStream());
            in = new DataInputStream(socket.getInputStream());
            send(0x10, connect(login, stack.token(login.user())));
            byte[] answer = receive(0x20);
            if (answer[1] != 0) throw new IOException("refused with " + answer[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] connect(Login login, String token) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream packet = new DataOutputStream(body);
        packet.writeUTF("MQTT");
        packet.write(5);
        packet.write(0b1100_0100 | login.willQos() << 3);
        packet.writeShort(login.keepAlive());
        packet.write(5);
        packet.write(0x11);
        packet.writeInt(600);
        packet.writeUTF(login.user() + ":" + login.device());
        packet.write(5);
        packet.write(0x18);
        packet.writeInt(login.willDelaySeconds());
        packet.writeUTF(topic);
        packet.writeUTF(OFFLINE);
        packet.writeUTF(login.user());
        packet.writeUTF(token);
        return body.toByteArray();
    }

    /** Of itself, at QoS 1; returns when the broker has it. */
    RawDevice says(String state) {
        try {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            DataOutputStream packet = new DataOutputStream(body);
            packet.writeUTF(topic);
            packet.writeShort(1);
            packet.write(0);
            packet.write(("{\"state\":\"" + state + "\"}").getBytes(StandardCharsets.UTF_8));
            send(0x32, body.toByteArray());
            receive(0x40);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A clean goodbye. */
    void disconnects() {
        try {
            send(0xE0, new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        close();
    }

    /** As the system does for a process that is killed. */
    void isKilled() {
        close();
    }

    /** As a network that sends a reset. */
    void isReset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        close();
    }

    private void send(int type, byte[] body) throws IOException {
        out.write(type);
        int rest = body.length;
        do {
            out.write(rest % 128 | (rest >= 128 ? 128 : 0));
            rest /= 128;
        } while (rest > 0);
        out.write(body);
        out.flush();
    }

    private byte[] receive(int type) throws IOException {
        int got = in.readUnsignedByte();
        int length = 0;
        int shift = 0;
        int digit;
        do {
            digit = in.readUnsignedByte();
            length |= (digit & 127) << shift;
            shift += 7;
        } while ((digit & 128) != 0);
        byte[] body = in.readNBytes(length);
        if (got != type) throw new IOException("got packet " + got + " instead of " + type);
        return body;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.parley.e2e;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A phone that is nothing but bytes on a socket (MQTT 3.1.1), with a Will: so that it can be cut
 * off as no client would do it.
 */
final class RawPhone implements AutoCloseable {

    private static final String OFFLINE = "{\"state\":\"offline\"}";

    private final Socket socket;
    private final String topic;

    /** Connects, and sends nothing by itself from then on. */
    RawPhone(Person owner, String device, int keepAlive) throws IOException {
        topic = "presence/" + owner.name() + "/" + device;
        socket = new Socket("127.0.0.1", owner.parley().mqttPort());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream body = new DataOutputStream(bytes);
        text(body, "MQTT");
        body.writeByte(4);
        // User name, password, Will at QoS 1.
        body.writeByte(0b1100_1100);
        body.writeShort(keepAlive);
        text(body, owner.name() + ":" + device);
        text(body, topic);
        text(body, OFFLINE);
        text(body, owner.name());
        text(body, owner.token());
        packet(0x10, bytes.toByteArray());
        byte[] connack = socket.getInputStream().readNBytes(4);
        if (connack.length < 4 || connack[3] != 0)
            throw new IOException("refused: " + java.util.Arrays.toString(connack));
    }

    RawPhone says(String state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text(new DataOutputStream(bytes), topic);
        bytes.writeBytes("{\"state\":\"%s\"}".formatted(state).getBytes(StandardCharsets.UTF_8));
        packet(0x30, bytes.toByteArray());
        return this;
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(utf8.length);
        out.write(utf8);
    }

    private void packet(int type, byte[] body) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(type);
        int rest = body.length;
        do {
            packet.write(rest > 127 ? (rest % 128) | 128 : rest);
            rest /= 128;
        } while (rest > 0);
        packet.writeBytes(body);
        socket.getOutputStream().write(packet.toByteArray());
        socket.getOutputStream().flush();
    }

    /** The connection is gone, without DISCONNECT. */
    void isCut() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package org.parley.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.datatypes.MqttTopic;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One user who writes and one who reads, each on a connection of their own. */
final class Pair implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();

    private final String sender;
    private final String receiver;
    private final Device sending;
    private final Device receiving;
    private final MqttTopic topic;
    private final MqttTopic receipts;
    private final Payload payload;
    private final Clock clock;
    private final Ledger ledger = new Ledger();

    Pair(
            String sender,
            String receiver,
            Device sending,
            Device receiving,
            Payload payload,
            Clock clock) {
        this.sender = sender;
        this.receiver = receiver;
        this.sending = sending;
        this.receiving = receiving;
        this.topic = MqttTopic.of("chat/" + receiver + "/" + sender);
        this.receipts = MqttTopic.of("chat/" + sender + "/server/receipt");
        this.payload = payload;
        this.clock = clock;
    }

    void open() {
        receiving.open(this::receive);
        sending.open(this::readReceipt);
    }

    private void receive(Mqtt5Publish message) {
        ByteBuffer bytes = message.getPayload().orElse(null);
        if (bytes != null) ledger.received(payload.numberIn(bytes), clock.now());
    }

    private void readReceipt(Mqtt5Publish message) {
        if (!message.getTopic().equals(receipts)) return;
        long now = clock.now();
        try (JsonParser json = JSON.createParser(message.getPayloadAsBytes())) {
            readStored(json, now);
        } catch (IOException e) {
            throw new IllegalStateException("a receipt of the archive is no JSON", e);
        }
    }

    /**
     * {@code {"conversation":…,"state":"stored","ids":[[id,position],…]}}: the texts in arrays are
     * ids.
     */
    private void readStored(JsonParser json, long now) throws IOException {
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken())
            if (token == JsonToken.VALUE_STRING && json.getParsingContext().inArray())
                ledger.stored(payload.numberIn(json.getText()), now);
    }

    void send() {
        long now = clock.now();
        int n = ledger.publish(now);
        publish(n, now);
    }

    /** A client repeats what has no stored receipt; the archive keeps one. */
    void repeat(long triedBefore) {
        long now = clock.now();
        for (int n = ledger.nextToRepeat(0, triedBefore, now);
                n > 0;
                n = ledger.nextToRepeat(n, triedBefore, now)) publish(n, ledger.publishedAt(n));
    }

    private void publish(int n, long publishedAt) {
        Mqtt5Publish message =
                Mqtt5Publish.builder()
                        .topic(topic)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(payload.of(n, clock.epochMillis(publishedAt)))
                        .build();
        sending.publish(message, taken -> answered(n, taken));
    }

    private void answered(int n, boolean taken) {
        if (taken) ledger.acknowledged(n, clock.now());
        else ledger.refused(n);
    }

    String sender() {
        return sender;
    }

    String conversation() {
        return sender.compareTo(receiver) < 0 ? sender + "_" + receiver : receiver + "_" + sender;
    }

    Ledger ledger() {
        return ledger;
    }

    Payload payload() {
        return payload;
    }

    @Override
    public void close() {
        sending.close();
        receiving.close();
    }
}

package org.parley.bridge;

import io.vertx.mqtt.messages.MqttPublishMessage;

/** A message taken from the broker, until it is acknowledged. */
final class Taken {

    final String topic;
    final byte[] payload;
    final long takenAt = System.nanoTime();

    /** Its newest delivery: only that one's connection can carry the PUBACK. */
    MqttPublishMessage delivery;

    /** Whether Kafka has it. */
    boolean kept;

    Taken(MqttPublishMessage delivery) {
        this.delivery = delivery;
        this.topic = delivery.topicName();
        this.payload = delivery.payload().getBytes();
    }
}

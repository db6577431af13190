package org.parley.local;

/** What listens where, as an offset from the base port: one line for each listener. */
enum Port {
    MQTT(0, "MQTT"),
    MQTT_TLS(1, "MQTT with TLS"),
    MQTT_WS(2, "MQTT over WebSocket"),
    MQTT_WSS(3, "MQTT over secure WebSocket"),
    KAFKA(4, "Kafka"),
    KAFKA_CONTROLLER(5, "Kafka controller"),
    POSTGRES(6, "PostgreSQL"),
    KEYCLOAK(7, "Keycloak"),
    BRIDGE(8, "bridge HTTP"),
    ARCHIVE(9, "archive HTTP"),
    GROUPS(10, "groups HTTP"),
    PRESENCE(11, "presence HTTP"),
    PUSH(12, "push HTTP"),
    KEYCLOAK_MANAGEMENT(13, "Keycloak management"),
    BROKER_HTTP(14, "broker HTTP"),
    WEB(15, "web client");

    final int offset;
    final String purpose;

    Port(int offset, String purpose) {
        this.offset = offset;
        this.purpose = purpose;
    }
}

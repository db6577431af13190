package org.parley.cli.client;

import com.hivemq.client.mqtt.exceptions.ConnectionFailedException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5MessageException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.parley.cli.failure.Failure;
import org.parley.cli.server.MqttAddress;

/** What went wrong with the broker, in words. */
final class Troubles {

    private Troubles() {}

    static String describe(Throwable problem, MqttAddress address) {
        return switch (problem) {
            case Failure failure -> failure.advice();
            case ConnectionFailedException e ->
                    "cannot reach the broker " + address + ": " + rootMessage(e);
            case Mqtt5ConnAckException e -> "the broker " + address + " refused: " + words(e);
            case Mqtt5SubAckException e -> "the broker refused the subscriptions: " + words(e);
            case Mqtt5DisconnectException e -> "the broker ended the connection: " + words(e);
            default -> "the connection to " + address + " was lost: " + rootMessage(problem);
        };
    }

    /** Why the broker will never take this message; empty where a repetition may help. */
    static Optional<String> finalRefusal(Throwable problem) {
        if (!(problem instanceof Mqtt5PubAckException refusal)) return Optional.empty();
        return switch (refusal.getMqttMessage().getReasonCode()) {
            case NOT_AUTHORIZED, TOPIC_NAME_INVALID, PAYLOAD_FORMAT_INVALID ->
                    Optional.of(words(refusal));
            case SUCCESS,
                    NO_MATCHING_SUBSCRIBERS,
                    UNSPECIFIED_ERROR,
                    IMPLEMENTATION_SPECIFIC_ERROR,
                    PACKET_IDENTIFIER_IN_USE,
                    QUOTA_EXCEEDED ->
                    Optional.empty();
        };
    }

    /** Futures wrap what went wrong. */
    static Throwable unwrapped(Throwable problem) {
        Throwable cause = problem.getCause();
        return problem instanceof CompletionException && cause != null ? cause : problem;
    }

    private static String words(Mqtt5MessageException refusal) {
        return switch (refusal) {
            case Mqtt5ConnAckException e ->
                    words(e.getMqttMessage().getReasonCode(), e.getMqttMessage().getReasonString());
            case Mqtt5DisconnectException e ->
                    words(e.getMqttMessage().getReasonCode(), e.getMqttMessage().getReasonString());
            case Mqtt5PubAckException e ->
                    words(e.getMqttMessage().getReasonCode(), e.getMqttMessage().getReasonString());
            case Mqtt5SubAckException e ->
                    words(
                            e.getMqttMessage().getReasonCodes(),
                            e.getMqttMessage().getReasonString());
            default -> String.valueOf(refusal.getMessage());
        };
    }

    private static String words(Object code, Optional<?> reason) {
        return code + reason.map(text -> " (" + text + ")").orElse("");
    }

    private static String rootMessage(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null) root = root.getCause();
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }
}

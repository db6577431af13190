package org.parley.broker.extension;

import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import java.util.OptionalLong;

/** Our number of a connection, kept on the connection itself: a client id outlives connections. */
final class ConnectionNumber {

    private static final String KEY = "parley-connection";
    private static final String OVER = "parley-over";

    private ConnectionNumber() {}

    static void set(ConnectionInformation connection, long number) {
        connection.getConnectionAttributeStore().putAsString(KEY, Long.toString(number));
    }

    /** Empty where nobody has logged in on it. */
    static OptionalLong of(ConnectionInformation connection) {
        return connection.getConnectionAttributeStore().getAsString(KEY).stream()
                .mapToLong(Long::parseLong)
                .findAny();
    }

    static void setOver(ConnectionInformation connection) {
        connection.getConnectionAttributeStore().putAsString(OVER, "");
    }

    /** Whether it ended before it got its number: whoever waits for an answer may go away. */
    static boolean isOver(ConnectionInformation connection) {
        return connection.getConnectionAttributeStore().getAsString(OVER).isPresent();
    }
}

package org.parley.broker.extension;

import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import java.util.OptionalLong;

/** Our number of a connection, kept on the connection itself: a client id outlives connections. */
final class ConnectionNumber {

    private static final String KEY = "parley-connection";

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
}

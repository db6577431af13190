package org.parley.contracts;

import java.util.Optional;

/** Who holds an MQTT connection, as the token proved it. */
public sealed interface Caller {

    /** A person on one device. */
    record Person(UserId user, DeviceId device) implements Caller {}

    /** One of our own services: a token with the realm role {@code service}. */
    record Service(String name) implements Caller {}

    /**
     * The caller behind a verified token; empty where a person carries a reserved or illegal name.
     */
    static Optional<Caller> of(ClientId client, boolean hasServiceRole) {
        if (hasServiceRole && client.userName().startsWith(UserId.SERVICE_PREFIX))
            return Optional.of(new Service(client.userName()));
        return UserId.parse(client.userName()).map(user -> new Person(user, client.device()));
    }
}

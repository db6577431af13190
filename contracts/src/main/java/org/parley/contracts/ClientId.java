package org.parley.contracts;

import java.util.Optional;

/**
 * The MQTT client id {@code {user name}:{device}}. The user name is that of the token, so nobody
 * can take over another's session.
 *
 * @param userName a person's name or a service account's
 */
public record ClientId(String userName, DeviceId device) {

    public static final String RULE = "a client id is {user name}:{device}; " + DeviceId.RULE;

    public static Optional<ClientId> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) return Optional.empty();
        return DeviceId.parse(text.substring(colon + 1))
                .map(device -> new ClientId(text.substring(0, colon), device));
    }

    @Override
    public String toString() {
        return userName + ":" + device;
    }
}

package org.parley.broker.login;

import java.util.Optional;

/** What a CONNECT brought. */
public record Attempt(
        String clientId, Optional<String> userName, Optional<String> token, Optional<Will> will) {

    /** The Last Will's address. */
    public record Will(String topic, boolean retain) {}

    @Override
    public String toString() {
        return "Attempt[" + clientId + "]";
    }
}

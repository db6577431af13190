package org.parley.broker.login;

import java.time.Instant;
import java.util.Optional;
import org.parley.contracts.Caller;
import org.parley.contracts.ClientId;

/**
 * Who a verified token says is connecting.
 *
 * @param subject the issuer's own id of the user
 * @param session the issuer's id of this login, if it has one
 */
public record Login(
        ClientId client,
        Caller caller,
        String subject,
        Optional<String> session,
        Instant issuedAt,
        Instant expiresAt) {

    public boolean isService() {
        return caller instanceof Caller.Service;
    }
}

package org.parley.broker.live;

import java.time.Instant;
import org.parley.broker.TokenBucket;
import org.parley.broker.login.Login;

/**
 * One connection from login to disconnect.
 *
 * @param number tells it from an earlier or later one with the same client id
 * @param since when it logged in
 */
public record Connection(long number, Login login, Instant since, TokenBucket publishes) {

    public String clientId() {
        return login.client().toString();
    }
}

package org.parley.presence.board;

import java.time.Instant;
import org.parley.contracts.UserId;

/** What others are to be told of a user. */
public record Publication(UserId user, State state, Instant lastSeen) {}

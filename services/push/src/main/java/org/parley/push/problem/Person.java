package org.parley.push.problem;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import org.parley.contracts.UserId;

/** Whom the token names. A service is nobody here, whatever roles its account has. */
@RequestScoped
public class Person {

    private final SecurityIdentity identity;

    Person(SecurityIdentity identity) {
        this.identity = identity;
    }

    public UserId id() {
        return UserId.parse(identity.getPrincipal().getName())
                .orElseThrow(() -> new ForbiddenException("not a person"));
    }
}

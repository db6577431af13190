package org.parley.cli.login;

import java.util.Map;

/** A demo user of the local stack, by password: only its client {@code parley-local} may. */
public record PasswordGrant(Issuer issuer, String user, String password) implements Grant {

    private static final String CLIENT = "parley-local";

    @Override
    public AccessToken fetch() {
        Map<String, String> parameters =
                Map.of(
                        "grant_type",
                        "password",
                        "scope",
                        "openid",
                        "username",
                        user,
                        "password",
                        password);
        String next = "Do the passwords fit this stack? See them with: ./parley up";
        return issuer.grant(CLIENT, parameters, next).access();
    }

    @Override
    public String toString() {
        return "PasswordGrant[user=" + user + "]";
    }
}

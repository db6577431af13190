package org.parley.cli.login;

/** A way to get a new access token whenever one is needed. */
public interface Grant {

    /**
     * Asks the issuer now.
     *
     * @throws org.parley.cli.failure.Failure where the issuer refuses or cannot be reached
     */
    AccessToken fetch();

    /** A server refused this token although it is not too old: never hand it out again. */
    default void discard(AccessToken token) {}
}

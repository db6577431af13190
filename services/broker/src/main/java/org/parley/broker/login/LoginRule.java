package org.parley.broker.login;

/** Why a login is refused, with the MQTT 5 reason code that says so. */
public enum LoginRule {
    CLIENT_ID_MALFORMED(0x85, "the client id is {user name}:{device}"),
    CLIENT_ID_OF_ANOTHER(0x85, "the client id starts with the MQTT user name"),
    USER_NAME_MISSING(0x86, "the user name is that of the token"),
    TOKEN_MISSING(0x86, "the password is an access token"),
    TOKEN_MALFORMED(0x86, "the token is a signed JWT"),
    TOKEN_ALGORITHM(0x86, "the token is signed with RS, PS or ES 256, 384 or 512"),
    TOKEN_KEY(0x86, "the token is signed with a key of the issuer"),
    TOKEN_SIGNATURE(0x86, "the token's signature is the issuer's"),
    TOKEN_ISSUER(0x86, "the token comes from our issuer"),
    TOKEN_TYPE(0x86, "the token is an access token"),
    TOKEN_EXPIRED(0x86, "the token has not expired"),
    TOKEN_TOO_EARLY(0x86, "the token is valid already"),
    USER_NAME_OF_ANOTHER(0x86, "the user name is the token's preferred_username"),
    TOKEN_AUDIENCE(0x87, "the token is meant for parley"),
    NAME_RESERVED(0x87, "a person's name is legal and not one of the services'"),
    LOGGED_OUT(0x87, "the login behind the token has not ended"),
    WILL(0x87, "a Will says that its own device went away"),
    KEYS_UNKNOWN(0x88, "the issuer's keys are known"),
    LINE_TOO_LONG(0x89, "a login waits 15 s for its turn at most: try again later"),
    CONNECT_RATE(0x9F, "a user connects not too often");

    private final int reasonCode;
    private final String text;

    LoginRule(int reasonCode, String text) {
        this.reasonCode = reasonCode;
        this.text = text;
    }

    /** As MQTT 5 numbers them. */
    public int reasonCode() {
        return reasonCode;
    }

    public String text() {
        return text;
    }
}

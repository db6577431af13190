package org.parley.broker.live;

/** Why we end a connection, with the MQTT 5 reason code that says so. */
public enum EndReason {
    TOKEN_EXPIRED(0xA0, "the access token has expired: connect again with a new one"),
    LOGGED_OUT(0x87, "the login has ended");

    private final int reasonCode;
    private final String text;

    EndReason(int reasonCode, String text) {
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

package org.parley.broker.extension;

import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.disconnect.DisconnectReasonCode;
import org.parley.broker.live.EndReason;
import org.parley.broker.login.LoginRule;

/** MQTT 5's numbers as HiveMQ names them. */
final class ReasonCodes {

    private ReasonCodes() {}

    static ConnackReasonCode of(LoginRule rule) {
        return switch (rule.reasonCode()) {
            case 0x85 -> ConnackReasonCode.CLIENT_IDENTIFIER_NOT_VALID;
            case 0x86 -> ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD;
            case 0x87 -> ConnackReasonCode.NOT_AUTHORIZED;
            case 0x88 -> ConnackReasonCode.SERVER_UNAVAILABLE;
            case 0x89 -> ConnackReasonCode.SERVER_BUSY;
            case 0x9F -> ConnackReasonCode.CONNECTION_RATE_EXCEEDED;
            default -> throw new IllegalArgumentException("no CONNACK code for " + rule);
        };
    }

    static DisconnectReasonCode of(EndReason reason) {
        return switch (reason) {
            case TOKEN_EXPIRED -> DisconnectReasonCode.MAXIMUM_CONNECT_TIME;
            case LOGGED_OUT -> DisconnectReasonCode.NOT_AUTHORIZED;
        };
    }
}

package org.parley.push.gateway;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.push.egress.Destinations;

/** Where a device is told. Whoever knows it can write to the device: never in a log. */
public sealed interface Target {

    List<String> KINDS = List.of(Web.PUSH, Web.UNIFIED, Fcm.KIND, Apns.KIND);

    /** As it is called over HTTP. */
    String kind();

    /** The endpoint or token. */
    String address();

    /** Whom it is sent through: what of one of them hangs holds up nothing of another. */
    String lane();

    /**
     * A push server of the user's browser, or (UnifiedPush) of his own.
     *
     * @param key the receiver's public key, a point of P-256
     * @param secret the receiver's, 16 bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Web(boolean unified, URI endpoint, byte[] key, byte[] secret) implements Target {

        public static final String PUSH = "web-push";
        public static final String UNIFIED = "unified-push";

        @Override
        public String kind() {
            return unified ? UNIFIED : PUSH;
        }

        @Override
        public String address() {
            return endpoint.toString();
        }

        @Override
        public String lane() {
            return "web:"
                    + endpoint.getHost().toLowerCase(Locale.ROOT)
                    + ":"
                    + Destinations.portOf(endpoint);
        }

        @Override
        public String toString() {
            return kind();
        }
    }

    /** Firebase Cloud Messaging. */
    record Fcm(String token) implements Target {

        public static final String KIND = "fcm";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String address() {
            return token;
        }

        @Override
        public String lane() {
            return KIND;
        }

        @Override
        public String toString() {
            return KIND;
        }
    }

    /** Apple's service. */
    record Apns(String token) implements Target {

        public static final String KIND = "apns";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String address() {
            return token;
        }

        @Override
        public String lane() {
            return KIND;
        }

        @Override
        public String toString() {
            return KIND;
        }
    }

    /** As it was stored. */
    static Target of(String kind, String address, byte @Nullable [] key, byte @Nullable [] secret) {
        return switch (kind) {
            case Fcm.KIND -> new Fcm(address);
            case Apns.KIND -> new Apns(address);
            default ->
                    new Web(
                            kind.equals(Web.UNIFIED),
                            URI.create(address),
                            key == null ? new byte[0] : key,
                            secret == null ? new byte[0] : secret);
        };
    }
}

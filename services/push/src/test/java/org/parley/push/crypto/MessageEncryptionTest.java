package org.parley.push.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** RFC 8291, appendix A, to the byte. */
class MessageEncryptionTest {

    private static final byte[] PLAINTEXT =
            "When I grow up, I want to be a watermelon".getBytes(StandardCharsets.UTF_8);
    private static final String SENDER_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private static final String SENDER_PUBLIC =
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private static final String RECEIVER_PUBLIC =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private static final String SALT = "DGv6ra1nlYgDCS1FRnbzlw";
    private static final String SECRET = "BTBZMqHH6r4Tts7J_aSIgg";
    private static final String BODY =
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
                    + "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4"
                    + "a-fN";

    private final ECPublicKey receiver = P256.publicKey(bytes(RECEIVER_PUBLIC));

    @Test
    void theExampleOfTheStandardComesOutToTheByte() {
        KeyPair sender =
                new KeyPair(
                        P256.publicKey(bytes(SENDER_PUBLIC)),
                        P256.privateKey(bytes(SENDER_PRIVATE)));
        byte[] body =
                MessageEncryption.encrypt(PLAINTEXT, receiver, bytes(SECRET), sender, bytes(SALT));
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(body)).isEqualTo(BODY);
    }

    @Test
    void whatIsSaidTwiceLooksDifferentEachTime() {
        byte[] once = MessageEncryption.encrypt(PLAINTEXT, receiver, bytes(SECRET));
        byte[] again = MessageEncryption.encrypt(PLAINTEXT, receiver, bytes(SECRET));
        assertThat(once).isNotEqualTo(again).hasSameSizeAs(again);
    }

    @Test
    void theLargestPlaintextFillsABodyThatEveryServiceTakes() {
        byte[] most = new byte[MessageEncryption.MOST_PLAINTEXT];
        assertThat(MessageEncryption.encrypt(most, receiver, bytes(SECRET))).hasSize(4_096);
        byte[] more = new byte[MessageEncryption.MOST_PLAINTEXT + 1];
        assertThatThrownBy(() -> MessageEncryption.encrypt(more, receiver, bytes(SECRET)))
                .hasMessageContaining("3994")
                .hasMessageContaining("3993");
    }

    @Test
    void thePublicKeyOfAPrivateOneIsFound() {
        assertThat(P256.bytes(P256.publicOf(P256.privateKey(bytes(SENDER_PRIVATE)))))
                .isEqualTo(bytes(SENDER_PUBLIC));
        for (int i = 0; i < 10; i++) {
            KeyPair pair = P256.fresh();
            assertThat(P256.bytes(P256.publicOf((ECPrivateKey) pair.getPrivate())))
                    .isEqualTo(P256.bytes((ECPublicKey) pair.getPublic()));
        }
    }

    @Test
    void whatIsNoPointOfTheCurveIsNoKey() {
        byte[] off = bytes(RECEIVER_PUBLIC);
        off[64] ^= 1;
        assertThatThrownBy(() -> P256.publicKey(off)).hasMessageContaining("not a point");
        assertThatThrownBy(() -> P256.publicKey(new byte[65])).hasMessageContaining("65 bytes");
        byte[] origin = new byte[65];
        origin[0] = 4;
        assertThatThrownBy(() -> P256.publicKey(origin)).hasMessageContaining("not a point");
        assertThatThrownBy(() -> P256.privateKey(new byte[32])).hasMessageContaining("32 bytes");
    }

    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }
}

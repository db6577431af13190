package org.parley.push.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Web Push's message encryption (RFC 8291 with RFC 8188's aes128gcm): one record, readable only by
 * the browser or app whose keys the device registered, not by the push service between.
 */
public final class MessageEncryption {

    /** What fits: push services must take bodies of 4,096 bytes, of which 103 are ours. */
    public static final int MOST_PLAINTEXT = 3_993;

    public static final int SALT_BYTES = 16;
    public static final int SECRET_BYTES = 16;

    private static final int RECORD_SIZE = 4_096;
    private static final int TAG_BYTES = 16;
    private static final byte LAST_RECORD = 2;

    private MessageEncryption() {}

    /** With a salt and a key pair that are used for this message only. */
    public static byte[] encrypt(byte[] plaintext, ECPublicKey receiver, byte[] secret) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return encrypt(plaintext, receiver, secret, P256.fresh(), salt);
    }

    static byte[] encrypt(
            byte[] plaintext, ECPublicKey receiver, byte[] secret, KeyPair sender, byte[] salt) {
        if (plaintext.length > MOST_PLAINTEXT)
            throw new IllegalArgumentException(
                    "the plaintext has "
                            + plaintext.length
                            + " bytes; at most "
                            + MOST_PLAINTEXT
                            + " fit");
        try {
            byte[] senderKey = P256.bytes((ECPublicKey) sender.getPublic());
            byte[] input =
                    input(agree((ECPrivateKey) sender.getPrivate(), receiver), secret)
                            .of("WebPush: info\0", P256.bytes(receiver), senderKey, 32);
            Extracted key = extract(salt, input);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key.of("Content-Encoding: aes128gcm\0", 16), "AES"),
                    new GCMParameterSpec(TAG_BYTES * 8, key.of("Content-Encoding: nonce\0", 12)));
            byte[] padded = Arrays.copyOf(plaintext, plaintext.length + 1);
            padded[plaintext.length] = LAST_RECORD;
            byte[] sealed = cipher.doFinal(padded);
            return ByteBuffer.allocate(SALT_BYTES + 4 + 1 + senderKey.length + sealed.length)
                    .put(salt)
                    .putInt(RECORD_SIZE)
                    .put((byte) senderKey.length)
                    .put(senderKey)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM, HMAC and ECDH", e);
        }
    }

    private static byte[] agree(ECPrivateKey own, ECPublicKey other)
            throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(own);
        agreement.doPhase(other, true);
        return agreement.generateSecret();
    }

    private static Extracted input(byte[] shared, byte[] secret) throws GeneralSecurityException {
        return extract(secret, shared);
    }

    /** HKDF's first step (RFC 5869) with SHA-256. */
    private static Extracted extract(byte[] salt, byte[] material) throws GeneralSecurityException {
        return new Extracted(hmac(salt, material));
    }

    /** HKDF's second step; one block is all that Web Push needs. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Extracted(byte[] key) {

        byte[] of(String info, int length) throws GeneralSecurityException {
            return of(info, new byte[0], new byte[0], length);
        }

        byte[] of(String info, byte[] more, byte[] evenMore, int length)
                throws GeneralSecurityException {
            byte[] label = info.getBytes(StandardCharsets.US_ASCII);
            ByteBuffer all =
                    ByteBuffer.allocate(label.length + more.length + evenMore.length + 1)
                            .put(label)
                            .put(more)
                            .put(evenMore)
                            .put((byte) 1);
            return Arrays.copyOf(hmac(key, all.array()), length);
        }
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }
}

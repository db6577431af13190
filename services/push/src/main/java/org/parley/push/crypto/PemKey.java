package org.parley.push.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** A private key as vendors hand it out: PKCS #8 between two lines of dashes. */
public final class PemKey {

    private PemKey() {}

    /**
     * The key in a file's text; never quoted where it is none.
     *
     * @param algorithm {@code EC} or {@code RSA}
     */
    public static PrivateKey read(String pem, String algorithm) {
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return KeyFactory.getInstance(algorithm)
                    .generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            // Without the cause: it may quote the key.
            throw new IllegalArgumentException(
                    "not a private key of the kind " + algorithm + " in PEM (PKCS #8)");
        }
    }
}

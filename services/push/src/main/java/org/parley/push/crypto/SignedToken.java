package org.parley.push.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;

/** A JSON Web Token (RFC 7519) that we sign: what a vendor knows us by. */
public final class SignedToken {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private SignedToken() {}

    /** ES256 with a key of P-256, RS256 with an RSA key. */
    public static String of(String headerJson, String claimsJson, PrivateKey key) {
        String content = encode(headerJson) + "." + encode(claimsJson);
        try {
            Signature signature = Signature.getInstance(algorithm(key));
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key cannot sign", e);
        }
    }

    private static String algorithm(PrivateKey key) {
        return key instanceof ECPrivateKey ? "SHA256withECDSAinP1363Format" : "SHA256withRSA";
    }

    private static String encode(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}

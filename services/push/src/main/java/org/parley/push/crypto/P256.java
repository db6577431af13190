package org.parley.push.crypto;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;

/** Keys on the curve P-256 as Web Push writes them: a number of 32 bytes, a point of 65. */
public final class P256 {

    public static final int PUBLIC_BYTES = 65;

    private static final int FIELD_BYTES = 32;
    private static final String CURVE = "secp256r1";
    private static final BigInteger THREE = BigInteger.valueOf(3);

    private P256() {}

    /** Refuses what is not a point of the curve: some would give away the other side's key. */
    public static ECPublicKey publicKey(byte[] uncompressed) {
        if (uncompressed.length != PUBLIC_BYTES || uncompressed[0] != 4)
            throw new IllegalArgumentException(
                    "a key is an uncompressed point of P-256: 65 bytes, the first is 4");
        ECPoint point =
                new ECPoint(
                        new BigInteger(1, Arrays.copyOfRange(uncompressed, 1, 33)),
                        new BigInteger(1, Arrays.copyOfRange(uncompressed, 33, 65)));
        if (!isOnCurve(point))
            throw new IllegalArgumentException("the key is not a point of the curve P-256");
        return publicKey(point);
    }

    private static ECPublicKey publicKey(ECPoint point) {
        try {
            return (ECPublicKey)
                    KeyFactory.getInstance("EC")
                            .generatePublic(new ECPublicKeySpec(point, curve()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key is not a point of the curve P-256", e);
        }
    }

    public static ECPrivateKey privateKey(byte[] number) {
        BigInteger secret = new BigInteger(1, number);
        if (number.length != FIELD_BYTES
                || secret.signum() == 0
                || secret.compareTo(curve().getOrder()) >= 0)
            throw new IllegalArgumentException("a private key of P-256 is 32 bytes");
        try {
            return (ECPrivateKey)
                    KeyFactory.getInstance("EC")
                            .generatePrivate(new ECPrivateKeySpec(secret, curve()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    public static KeyPair fresh() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    public static byte[] bytes(ECPublicKey key) {
        byte[] all = new byte[PUBLIC_BYTES];
        all[0] = 4;
        put(key.getW().getAffineX(), all, 1);
        put(key.getW().getAffineY(), all, 1 + FIELD_BYTES);
        return all;
    }

    private static void put(BigInteger number, byte[] to, int at) {
        byte[] bytes = number.toByteArray();
        int length = Math.min(bytes.length, FIELD_BYTES);
        System.arraycopy(bytes, bytes.length - length, to, at + FIELD_BYTES - length, length);
    }

    /**
     * The public key of a private one, by doubling and adding: so that an operator sets one secret
     * and not two that may disagree. Done once, at start, where nobody measures its time.
     */
    public static ECPublicKey publicOf(ECPrivateKey key) {
        BigInteger secret = key.getS();
        ECPoint sum = ECPoint.POINT_INFINITY;
        for (int bit = secret.bitLength() - 1; bit >= 0; bit--) {
            sum = add(sum, sum);
            if (secret.testBit(bit)) sum = add(sum, curve().getGenerator());
        }
        return publicKey(sum);
    }

    private static ECPoint add(ECPoint one, ECPoint other) {
        if (one.equals(ECPoint.POINT_INFINITY)) return other;
        if (other.equals(ECPoint.POINT_INFINITY)) return one;
        BigInteger p = prime();
        boolean same = one.getAffineX().equals(other.getAffineX());
        if (same && !one.getAffineY().equals(other.getAffineY())) return ECPoint.POINT_INFINITY;
        BigInteger slope = same ? tangent(one, p) : chord(one, other, p);
        BigInteger x = slope.pow(2).subtract(one.getAffineX()).subtract(other.getAffineX()).mod(p);
        BigInteger y =
                slope.multiply(one.getAffineX().subtract(x)).subtract(one.getAffineY()).mod(p);
        return new ECPoint(x, y);
    }

    private static BigInteger tangent(ECPoint point, BigInteger p) {
        BigInteger over = point.getAffineX().pow(2).multiply(THREE).add(curve().getCurve().getA());
        return over.multiply(point.getAffineY().shiftLeft(1).modInverse(p)).mod(p);
    }

    private static BigInteger chord(ECPoint one, ECPoint other, BigInteger p) {
        BigInteger over = other.getAffineY().subtract(one.getAffineY());
        return over.multiply(other.getAffineX().subtract(one.getAffineX()).modInverse(p)).mod(p);
    }

    private static boolean isOnCurve(ECPoint point) {
        BigInteger p = prime();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) return false;
        BigInteger right =
                x.pow(3).add(curve().getCurve().getA().multiply(x)).add(curve().getCurve().getB());
        return y.pow(2).subtract(right).mod(p).signum() == 0;
    }

    private static BigInteger prime() {
        return ((ECFieldFp) curve().getCurve().getField()).getP();
    }

    static ECParameterSpec curve() {
        return Curve.SPEC;
    }

    /** Looked up once. */
    private static final class Curve {
        static final ECParameterSpec SPEC = find();

        private static ECParameterSpec find() {
            try {
                AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
                parameters.init(new ECGenParameterSpec(CURVE));
                return parameters.getParameterSpec(ECParameterSpec.class);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has P-256", e);
            }
        }
    }
}

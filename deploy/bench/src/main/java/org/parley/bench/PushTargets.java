package org.parley.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A Web Push server that takes everything and counts it. It shows how fast the push service is, not
 * that it is right: it decrypts nothing, and the JDK's server speaks HTTP/1.1 only.
 */
final class PushTargets implements AutoCloseable {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final HttpsServer server;
    private final Map<String, AtomicInteger> taken = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile long last;

    /**
     * @param stackFile beside which the stack keeps its certificate, and the password of that
     */
    PushTargets(Path stackFile) {
        try {
            server =
                    HttpsServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(certificate(stackFile)));
        } catch (IOException | GeneralSecurityException e) {
            throw new CannotMeasure("no server for notifications: " + e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    private static SSLContext certificate(Path stackFile)
            throws IOException, GeneralSecurityException {
        Path secrets = stackFile.resolveSibling("secrets.json");
        char[] password =
                new ObjectMapper().readTree(secrets.toFile()).path("tls").asText().toCharArray();
        KeyStore store =
                KeyStore.getInstance(
                        stackFile.resolveSibling("tls").resolve("server.p12").toFile(), password);
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            taken.computeIfAbsent(exchange.getRequestURI().getPath(), _ -> new AtomicInteger())
                    .incrementAndGet();
            last = System.nanoTime();
            count.incrementAndGet();
            exchange.sendResponseHeaders(201, -1);
        }
    }

    /** What a client registers, for one device. */
    Map<String, Object> target(String name) {
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        String endpoint = "https://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
        return Map.of(
                "target",
                Map.of(
                        "kind",
                        "web-push",
                        "endpoint",
                        endpoint,
                        "keys",
                        Map.of(
                                "p256dh",
                                BASE64.encodeToString(publicKey()),
                                "auth",
                                BASE64.encodeToString(secret))));
    }

    private static byte[] publicKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            ECPublicKey key = (ECPublicKey) generator.generateKeyPair().getPublic();
            byte[] bytes = new byte[65];
            bytes[0] = 4;
            put(key.getW().getAffineX(), bytes, 33);
            put(key.getW().getAffineY(), bytes, 65);
            return bytes;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    private static void put(BigInteger number, byte[] to, int end) {
        byte[] bytes = number.toByteArray();
        int length = Math.min(bytes.length, 32);
        byte[] tail = Arrays.copyOfRange(bytes, bytes.length - length, bytes.length);
        System.arraycopy(tail, 0, to, end - length, length);
    }

    int count() {
        return count.get();
    }

    /** When the last one came, as {@link System#nanoTime()}. */
    long last() {
        return last;
    }

    /** Whether each got exactly so many. */
    boolean eachGot(int devices, int times) {
        return taken.size() == devices
                && taken.values().stream().allMatch(one -> one.get() == times);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package org.parley.broker.login;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.parley.broker.BrokerSettings.Rate;
import org.parley.broker.TokenBucket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's public keys, in memory. They are fetched at start until they are there, then now and
 * then, and when a token names a key that is not among them. The last good ones are also on disk,
 * so that people can log in while the issuer is away, even after a restart of the broker.
 */
public final class IssuerKeys implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    /** Unknown keys make us ask the issuer no more often than that, whoever sends them. */
    static final Rate ASKED_AT_MOST = new Rate(0.1, 3);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofSeconds(15);

    /** Where keys come from; blocks. */
    public interface Source {
        JWKSet fetch() throws IOException, InterruptedException;
    }

    private final Source source;
    private final KeyFile file;
    private final Duration refresh;
    private final TokenBucket asks;
    private final ScheduledExecutorService fetcher =
            Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().daemon().name("parley-keys").unstarted(task));

    private volatile @Nullable JWKSet keys;
    private volatile boolean reachable;
    private boolean outageLogged;
    private @Nullable CompletableFuture<Boolean> asking;

    public IssuerKeys(Source source, KeyFile file, Duration refresh, LongSupplier nanoClock) {
        this.source = source;
        this.file = file;
        this.refresh = refresh;
        this.asks = new TokenBucket(ASKED_AT_MOST, nanoClock);
    }

    /** Begins with the keys on disk, if any, and asks the issuer. */
    public void start() {
        keys = file.read().orElse(null);
        fetcher.execute(() -> fetchAndAgain(FIRST_RETRY));
    }

    private void fetchAndAgain(Duration retry) {
        boolean fetched = fetch();
        Duration pause = fetched ? refresh : retry;
        Duration doubled = retry.multipliedBy(2);
        Duration next =
                fetched ? FIRST_RETRY : doubled.compareTo(LAST_RETRY) < 0 ? doubled : LAST_RETRY;
        var unused =
                fetcher.schedule(
                        () -> fetchAndAgain(next), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    public boolean areKnown() {
        return keys != null;
    }

    /** For the readiness check and for refusals. */
    public String waitsFor() {
        return "waiting for the keys of " + source;
    }

    public Optional<JWK> find(JWSHeader header) {
        JWKSet known = keys;
        if (known == null) return Optional.empty();
        return new JWKSelector(JWKMatcher.forJWSHeader(header)).select(known).stream().findFirst();
    }

    /**
     * Asks the issuer again, unless it was asked a moment ago.
     *
     * @return whether the issuer could be reached
     */
    public synchronized CompletableFuture<Boolean> ask() {
        if (asking != null && !asking.isDone()) return asking;
        if (!asks.take()) return CompletableFuture.completedFuture(reachable);
        asking = CompletableFuture.supplyAsync(this::fetch, fetcher);
        return asking;
    }

    private boolean fetch() {
        try {
            JWKSet fetched = publicKeys(source.fetch());
            keep(fetched);
            if (!reachable) LOG.info("issuer reached source={} keys={}", source, fetched.size());
            reachable = true;
            outageLogged = false;
        } catch (IOException | RuntimeException e) {
            reachable = false;
            if (!outageLogged)
                LOG.warn(
                        "issuer not reached source={} cause=\"{}\" logins=\"{}\"",
                        source,
                        e.toString(),
                        plan());
            outageLogged = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reachable = false;
        }
        return reachable;
    }

    private String plan() {
        return areKnown() ? "checked with the keys we have" : "refused until it answers";
    }

    private void keep(JWKSet fetched) {
        if (fetched.equals(keys)) return;
        keys = fetched;
        file.write(fetched);
    }

    private static JWKSet publicKeys(JWKSet fetched) throws IOException {
        List<JWK> usable =
                fetched.toPublicJWKSet().getKeys().stream()
                        .filter(AsymmetricJWK.class::isInstance)
                        .toList();
        if (usable.isEmpty()) throw new IOException("the issuer shows no public key");
        return new JWKSet(usable);
    }

    @Override
    public void close() {
        fetcher.shutdownNow();
    }
}

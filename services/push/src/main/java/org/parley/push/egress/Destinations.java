package org.parley.push.egress;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.parley.push.PushConfig;

/** Decides to which addresses a host that a user named may lead. */
@ApplicationScoped
public class Destinations {

    public static final String RULE =
            "an endpoint is an https URL of at most 2,048 characters with a host that lies in the public"
                    + " Internet or is allowed here";

    private static final int LONGEST = 2_048;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LOOK_UPS = 64;

    private final Set<String> allowed;

    // Looking up a name blocks a whole thread of the system's; a slow name server must not hold
    // those on which everything else runs.
    private final ExecutorService lookUps =
            new ThreadPoolExecutor(
                    0,
                    LOOK_UPS,
                    10,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    Thread.ofPlatform().daemon().name("look-up-", 0).factory());

    Destinations(PushConfig config) {
        this.allowed =
                config.allow().orElse(List.of()).stream()
                        .map(host -> host.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    @PreDestroy
    void close() {
        lookUps.shutdownNow();
    }

    /** The endpoint, if its form is right; where it leads is another question. */
    public static Optional<URI> parse(String text) {
        if (text.length() > LONGEST) return Optional.empty();
        try {
            URI uri = URI.create(text);
            boolean sound =
                    "https".equalsIgnoreCase(uri.getScheme())
                            && uri.getHost() != null
                            && uri.getRawUserInfo() == null
                            && uri.getRawFragment() == null
                            && uri.getPort() != 0
                            && uri.getPort() <= 65_535;
            return sound ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Throws where the host leads to where it must not, or nowhere. */
    public void check(URI endpoint) throws IOException {
        resolve(endpoint.getHost(), portOf(endpoint));
    }

    /** Whether an operator put it on the list. */
    public boolean isAllowed(URI endpoint) {
        return isAllowed(endpoint.getHost(), portOf(endpoint));
    }

    public static int portOf(URI endpoint) {
        return endpoint.getPort() < 0 ? 443 : endpoint.getPort();
    }

    /** The address to connect to, checked. All that a name leads to must be fine. */
    InetSocketAddress resolve(String host, int port) throws IOException {
        InetAddress[] found = lookUp(host);
        if (!isAllowed(host, port) && !Arrays.stream(found).allMatch(AddressRule::isPublic))
            throw new RefusedAddress(
                    "the host "
                            + host
                            + " leads to an address that is not public; an operator may allow it");
        return new InetSocketAddress(found[0], port);
    }

    private boolean isAllowed(String host, int port) {
        String name = host.toLowerCase(Locale.ROOT);
        return allowed.contains(name) || allowed.contains(name + ":" + port);
    }

    private InetAddress[] lookUp(String host) throws IOException {
        String name =
                host.startsWith("[") && host.endsWith("]")
                        ? host.substring(1, host.length() - 1)
                        : host;
        Future<InetAddress[]> look;
        try {
            look = lookUps.submit(() -> InetAddress.getAllByName(name));
        } catch (java.util.concurrent.RejectedExecutionException e) {
            throw new IOException("too many names are being looked up", e);
        }
        try {
            return look.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            look.cancel(true);
            throw new UnknownHostException("the name " + host + " leads nowhere");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}

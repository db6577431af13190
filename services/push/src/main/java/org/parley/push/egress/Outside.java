package org.parley.push.egress;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.parley.push.PushConfig;

/** Requests to vendors: HTTP/2 where they speak it, and never for longer than they may take. */
@ApplicationScoped
public class Outside {

    private final Door door;
    private final PushConfig config;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 0).factory());
    private @Nullable HttpClient vendors;
    private @Nullable HttpClient anybody;

    Outside(Door door, PushConfig config) {
        this.door = door;
        this.config = config;
    }

    /** To an address that an operator has set. */
    public HttpResponse<String> toVendor(HttpRequest.Builder request) throws IOException {
        return send(vendors(), request);
    }

    /** To an address that a user has named: through the door. */
    public HttpResponse<String> toAnybody(HttpRequest.Builder request) throws IOException {
        return send(anybody(), request);
    }

    private HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
            throws IOException {
        Duration timeout = config.timeout();
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request.timeout(timeout).build(), _ -> new FirstBytes());
        try {
            // The request's own timeout ends with the headers: a body may drip for ever.
            return answer.get(timeout.toMillis() + 500, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no whole answer within " + timeout, e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private synchronized HttpClient vendors() {
        if (vendors == null) vendors = client().build();
        return vendors;
    }

    private synchronized HttpClient anybody() throws IOException {
        if (anybody == null) anybody = client().proxy(ProxySelector.of(door.address())).build();
        return anybody;
    }

    private HttpClient.Builder client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.timeout())
                .sslContext(Trust.context(config.ca()))
                .executor(threads);
    }

    @PreDestroy
    synchronized void close() {
        if (vendors != null) vendors.shutdownNow();
        if (anybody != null) anybody.shutdownNow();
        threads.shutdownNow();
    }
}

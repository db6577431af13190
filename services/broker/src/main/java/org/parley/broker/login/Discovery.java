package org.parley.broker.login;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The issuer's keys over HTTP: by OpenID Connect Discovery, or from the place we were told. */
public final class Discovery implements IssuerKeys.Source {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LARGEST = 1_048_576;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final URI issuer;
    private final Optional<URI> keysUrl;

    public Discovery(URI issuer, Optional<URI> keysUrl) {
        this.issuer = issuer;
        this.keysUrl = keysUrl;
    }

    @Override
    public JWKSet fetch() throws IOException, InterruptedException {
        URI url = keysUrl.isPresent() ? keysUrl.get() : discover();
        try {
            return JWKSet.parse(get(url));
        } catch (ParseException e) {
            throw new IOException(url + " is not a JWK set", e);
        }
    }

    private URI discover() throws IOException, InterruptedException {
        String base = issuer.toString().replaceFirst("/$", "");
        URI url = URI.create(base + "/.well-known/openid-configuration");
        try {
            Map<String, Object> description = JSONObjectUtils.parse(get(url));
            if (!issuer.toString().equals(description.get("issuer")))
                throw new IOException(url + " says its issuer is " + description.get("issuer"));
            return URI.create(String.valueOf(description.get("jwks_uri")));
        } catch (ParseException | IllegalArgumentException e) {
            throw new IOException(url + " is not an OpenID Provider description", e);
        }
    }

    private String get(URI url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(PATIENCE).build();
        HttpResponse<InputStream> response =
                http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200)
                throw new IOException(url + " answered " + response.statusCode());
            return new String(body.readNBytes(LARGEST), StandardCharsets.UTF_8);
        }
    }

    @Override
    public String toString() {
        return keysUrl.orElse(issuer).toString();
    }
}

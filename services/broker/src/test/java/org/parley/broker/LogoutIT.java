package org.parley.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.parley.broker.fixture.Claims;
import org.parley.broker.fixture.Device;

/** What the issuer, an operator and a scraper ask of the broker over HTTP. */
class LogoutIT extends AttackedBroker {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void aBackchannelLogoutEndsTheLoginsConnectionsAndItsToken() throws Exception {
        String token = issuer.token("leaver");
        Device phone = Device.of(broker, "leaver:phone", token).online();
        String otherLogin = issuer.sign(issuer.person("leaver").with("sid", "another"));
        Device laptop = Device.of(broker, "leaver:laptop", otherLogin).online();
        String logout = issuer.sign(Claims.ofLogout("leaver", issuer.url(), Instant.now()));

        assertThat(logout(logout).statusCode()).isEqualTo(200);
        assertThat(phone.ended().get(10, TimeUnit.SECONDS).getReasonCode().getCode())
                .isEqualTo(0x87);
        assertThat(Device.of(broker, "leaver:phone", token).refused().getReasonCode().getCode())
                .isEqualTo(0x87);
        assertThat(laptop.isConnected()).isTrue();
        assertThat(logout(logout).statusCode()).isEqualTo(400);
        laptop.close();
    }

    @Test
    void anAccessTokenLogsNobodyOut() throws Exception {
        Device phone = person("victim").online();
        assertThat(logout(issuer.token("victim")).statusCode()).isEqualTo(400);
        assertThat(logout("rubbish").statusCode()).isEqualTo(400);
        assertThat(phone.isConnected()).isTrue();
        phone.close();
    }

    private static HttpResponse<String> logout(String token) throws Exception {
        String form = "logout_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(broker.http("/backchannel-logout")))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void healthAndMetricsTellWhatGoesOn() throws Exception {
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
        Device.of(broker, "nobody:1", "rubbish").refused();
        assertThat(get("/metrics").body())
                .contains("parley_logins_refused_total{rule=\"the token is a signed JWT\"}")
                .contains("parley_connections ");
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(broker.http(path))).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

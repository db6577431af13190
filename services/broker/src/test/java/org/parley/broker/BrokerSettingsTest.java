package org.parley.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.broker.Environment.WrongSettingException;

class BrokerSettingsTest {

    private static BrokerSettings with(String name, String value) {
        Map<String, String> variables = new HashMap<>();
        variables.put("PARLEY_ISSUER", "https://login.example/realms/parley");
        variables.put(name, value);
        return BrokerSettings.from(variables);
    }

    @Test
    void theIssuerIsEnough() {
        BrokerSettings settings = with("PARLEY_BROKER_QUEUE_SIZE", "");
        assertThat(settings.tokenGrace()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.sessionExpiry()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.queueSize()).isEqualTo(1_000);
        assertThat(settings.publishes()).isEqualTo(new BrokerSettings.Rate(50, 200));
        assertThat(settings.bind()).isEqualTo("127.0.0.1");
        assertThat(settings.httpPort()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"250ms, PT0.25S", "60s, PT1M", "5m, PT5M", "12h, PT12H", "7d, PT168H", "0s, PT0S"})
    void aDurationHasAUnit(String text, Duration expected) {
        assertThat(with("PARLEY_BROKER_TOKEN_GRACE", text).tokenGrace()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "PARLEY_ISSUER, parley, must be an http or https URL",
        "PARLEY_ISSUER, ftp://a/b, must be an http or https URL",
        "PARLEY_BROKER_KEYS_URL, not a url, must be an http or https URL",
        "PARLEY_BROKER_TOKEN_GRACE, 60, must be a duration like",
        "PARLEY_BROKER_TOKEN_GRACE, -1s, must be a duration like",
        "PARLEY_BROKER_QUEUE_SIZE, 0, must be a whole number from 1 to 1000000",
        "PARLEY_BROKER_QUEUE_SIZE, many, must be a whole number",
        "PARLEY_BROKER_PUBLISH_RATE, 0.5, must be a whole number",
        "KAFKA_BOOTSTRAP_SERVERS, kafka, must be host:port",
        "PARLEY_BROKER_IN_FLIGHT, 65536, must be a whole number from 1 to 65535",
        "PARLEY_BROKER_HTTP_PORT, 65536, must be a whole number from 1 to 65535"
    })
    void aWrongValueIsNamedWithItsRule(String name, String value, String rule) {
        assertThatThrownBy(() -> with(name, value))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith(name + " is \"" + value + "\"; it " + rule);
    }

    @Test
    void kafkasSettingsAreThoseOfTheServices() {
        Map<String, String> variables =
                Map.of(
                        "PARLEY_ISSUER", "https://login.example/realms/parley",
                        "KAFKA_BOOTSTRAP_SERVERS", "one:9092,two:9092",
                        "KAFKA_SECURITY_PROTOCOL", "SSL");
        assertThat(BrokerSettings.from(variables).kafka())
                .containsEntry("bootstrap.servers", "one:9092,two:9092")
                .containsEntry("security.protocol", "SSL")
                .hasSize(2);
        assertThat(with("KAFKA_SECURITY_PROTOCOL", "SSL").kafka()).isEmpty();
    }

    @Test
    void withoutAnIssuerThereIsNoBroker() {
        assertThatThrownBy(() -> BrokerSettings.from(Map.of()))
                .hasMessage("PARLEY_ISSUER is not set");
    }
}

package org.parley.broker.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.parley.broker.Environment;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class HiveMqConfigurationTest {

    private static ListenerPorts ports(String... variables) {
        Map<String, String> map =
                variables.length == 2
                        ? Map.of(variables[0], variables[1])
                        : Map.of(variables[0], variables[1], variables[2], variables[3]);
        return ListenerPorts.from(new Environment(map));
    }

    @Test
    void aListenerWithoutAPortIsAbsent() throws Exception {
        Document xml =
                parse(
                        HiveMqConfiguration.render(
                                ports("PARLEY_BROKER_TCP_PORT", "1", "PARLEY_BROKER_WSS_PORT", "2"),
                                "file"));
        assertThat(count(xml, "tcp-listener")).isEqualTo(1);
        assertThat(count(xml, "tls-websocket-listener")).isEqualTo(1);
        assertThat(count(xml, "tls-tcp-listener")).isZero();
        assertThat(count(xml, "websocket-listener")).isZero();
        assertThat(text(xml, "bind-address")).isEqualTo("127.0.0.1");
        assertThat(text(xml, "mode")).isEqualTo("file");
    }

    @Test
    void theKeystoresPasswordIsNotWrittenDown() throws Exception {
        String xml = HiveMqConfiguration.render(ports("PARLEY_BROKER_TLS_PORT", "1"), "file");
        assertThat(text(parse(xml), "password"))
                .isEqualTo("${ENV:PARLEY_BROKER_KEYSTORE_PASSWORD}");
    }

    @Test
    void nothingIsReportedToAnybody() throws Exception {
        Document xml =
                parse(HiveMqConfiguration.render(ports("PARLEY_BROKER_TCP_PORT", "1"), "file"));
        assertThat(text(xml, "anonymous-usage-statistics")).isEqualTo("false");
    }

    @Test
    void theTwoConfigurationsOfTheImageDifferInTheirListenersOnly() {
        assertThat(withoutListeners("config-tls.xml")).isEqualTo(withoutListeners("config.xml"));
    }

    private static String withoutListeners(String name) {
        try (var in = HiveMqConfigurationTest.class.getResourceAsStream(name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.substring(text.indexOf("<mqtt>"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void withoutAnyListenerThereIsNoBroker() {
        assertThatThrownBy(() -> ports("PARLEY_BROKER_HTTP_PORT", "1"))
                .hasMessageContaining("none of PARLEY_BROKER_{TCP,TLS,WS,WSS}_PORT is set");
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)));
    }

    private static int count(Document xml, String element) {
        return xml.getElementsByTagName(element).getLength();
    }

    private static String text(Document xml, String element) {
        return xml.getElementsByTagName(element).item(0).getTextContent().strip();
    }
}

package org.parley.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamTest {

    private static final Upstream ARCHIVE =
            new Upstream("archive", URI.create("http://archive.example.org:8080"));

    @ParameterizedTest
    @CsvSource({
        "/api/archive/sync, /sync",
        "/api/archive/conversations/alice_bob/messages, /conversations/alice_bob/messages",
        "/api/archive/quiet, /quiet",
    })
    void thePrefixIsStripped(String ours, String theirs) {
        assertThat(ARCHIVE.pathOf(ours)).contains(theirs);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/archive", "/api/archive/", "/api/archive/q", "/api/archive/q/health"})
    void whatIsItsOwnBusinessStaysInside(String ours) {
        assertThat(ARCHIVE.pathOf(ours)).isEmpty();
    }

    @Test
    void aServiceMayLiveUnderAPath() {
        var archive = new Upstream("archive", URI.create("https://inner.example.org/archive/"));

        assertThat(archive.pathOf("/api/archive/sync")).contains("/archive/sync");
        assertThat(archive.port()).isEqualTo(443);
        assertThat(archive.tls()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive:8080", "ftp://archive", "http:///x"})
    void anAddressThatIsNoneIsRefusedByName(String address) {
        assertThatThrownBy(() -> new Upstream("archive", URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("archive is " + address);
    }
}

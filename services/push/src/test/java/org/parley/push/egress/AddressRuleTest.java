package org.parley.push.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.8.8.8",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:a00:1::",
                "2001::1",
                "2001:db8::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "100::1",
                "3fff::1"
            })
    void whatIsNotPublicIsRefused(String address) throws Exception {
        assertThat(AddressRule.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.1.0.1",
                "198.20.0.1",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450:4001::200e",
                "64:ff9b::8.8.8.8",
                "2002:808:808::"
            })
    void whatIsPublicIsFine(String address) throws Exception {
        assertThat(AddressRule.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://push.example.org/x",
                "https:///x",
                "https://user:secret@push.example.org/x",
                "https://push.example.org/x#part",
                "ftp://push.example.org/x",
                "push.example.org",
                "https://push example.org/",
                "https://push.example.org:70000/x",
                ""
            })
    void whatIsNoHttpsUrlIsNoEndpoint(String text) {
        assertThat(Destinations.parse(text)).isEmpty();
    }

    @Test
    void anEndpointHasAtMost2048Characters() {
        String start = "https://push.example.org/";
        assertThat(Destinations.parse(start + "x".repeat(2_048 - start.length()))).isPresent();
        assertThat(Destinations.parse(start + "x".repeat(2_049 - start.length()))).isEmpty();
    }
}

package org.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealmTest {
    private static final Path ROOT = Path.of(System.getProperty("parley.root"));
    private static final JsonNode SHARED = Json.read(ROOT.resolve("keycloak/parley-realm.json"));

    @TempDir Path folder;

    @Test
    void theSharedRealmTakesNoPasswordsFromClientsAndHasNone() {
        assertThat(each(SHARED, "clients"))
                .allSatisfy(c ->
                        assertThat(c.get("directAccessGrantsEnabled").booleanValue()).isFalse())
                .allSatisfy(c -> assertThat(c.get("implicitFlowEnabled").booleanValue()).isFalse());
        assertThat(each(SHARED, "users")).noneMatch(user -> user.has("credentials"));
        assertThat(each(SHARED, "clients").stream().filter(client -> client.has("secret")))
                .allSatisfy(c ->
                        assertThat(c.get("secret").textValue())
                                .matches("\\$\\{PARLEY_[A-Z]+_SECRET}"));
    }

    @Test
    void everyPublicClientNeedsPkce() {
        assertThat(
                        each(SHARED, "clients").stream()
                                .filter(c -> c.get("publicClient").booleanValue()))
                .hasSize(2)
                .allSatisfy(c ->
                        assertThat(c.at("/attributes/pkce.code.challenge.method").textValue())
                                .isEqualTo("S256"));
    }

    @Test
    void theLocalRealmAddsTheScriptClientAndDemoUsersWithTheirMadePasswords() {
        var site = site();
        var file = folder.resolve("realm.json");
        new RealmFile(site, List.of("parley-bridge")).write(file);

        var local = Json.read(file);
        assertThat(each(local, "clients"))
                .extracting(c -> c.get("clientId").textValue())
                .contains("parley-local");
        assertThat(each(local, "users").stream().filter(user -> user.has("credentials")))
                .extracting(user -> user.at("/credentials/0/value").textValue())
                .containsExactlyElementsOf(
                        RealmFile.DEMO_USERS.stream()
                                .map(user -> site.secrets().of(RealmFile.secretOf(user)))
                                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "alice", "0", "a.b@c-d"})
    void aLegalUserName(String name) {
        assertThat(names().matcher(name).matches()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                "a_b",
                "A",
                "a/b",
                "a+",
                "server",
                "service-account-x",
                "service-account-"
            })
    void anIllegalUserName(String name) {
        assertThat(names().matcher(name).matches()).isFalse();
    }

    @Test
    void aUserNameHasAtMost64Characters() {
        assertThat(names().matcher("a".repeat(64)).matches()).isTrue();
        assertThat(names().matcher("a".repeat(65)).matches()).isFalse();
    }

    private static Pattern names() {
        var component =
                SHARED.at("/components/org.keycloak.userprofile.UserProfileProvider/0/config");
        var profile = Json.parse(component.get("kc.user.profile.config").get(0).textValue());
        return Pattern.compile(profile.at("/attributes/0/validations/pattern/pattern").textValue());
    }

    private Site site() {
        return new Site(
                ROOT,
                new DataFolder(folder),
                new Ports(Ports.DEFAULT_BASE),
                new Secrets(folder.resolve("secrets.json")),
                Set.of(),
                "file",
                Map.of());
    }

    private static List<JsonNode> each(JsonNode realm, String part) {
        return StreamSupport.stream(realm.get(part).spliterator(), false).toList();
    }
}

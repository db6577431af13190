package org.parley.groups.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.groups.GroupsConfig.Limits;
import org.parley.groups.problem.BadParameter;

class SettingsTest {

    private record Usual(
            int members,
            int groupsPerUser,
            int name,
            int description,
            int linksPerGroup,
            int requestsPerGroup,
            int blocksPerUser)
            implements Limits {}

    private static final Limits LIMITS = new Usual(1024, 500, 100, 1000, 20, 500, 1000);

    private static Fields fields(String json) {
        try {
            return Fields.of(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Settings settings(String json) {
        return Settings.ofNew(fields(json), LIMITS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | name is missing; a group has one",
                "{'name':null} | name is missing; a name has 1 to 100 characters, and no control characters",
                "{'name':' '} | name is \" \"; a name has 1 to 100 characters, and no control characters",
                "{'name':'a\\u0007b'} | name is \"a\u0007b\"; a name has 1 to 100 characters, and no control characters",
                "{'name':'a\\u0000'} | name contains U+0000 or half of a surrogate pair; it must not",
                "{'name':'a\\ud83d'} | name contains U+0000 or half of a surrogate pair; it must not",
                "{'name':7} | name is \"7\"; it is a string",
                "{'name':'x','description':[]} | description is \"[]\"; it is a string",
                "{'name':'x','approval':1} | approval is \"1\"; it is true or false",
                "{'name':'x','announcementOnly':null} | announcementOnly is \"null\"; it is true or false"
            })
    void aRefusalNamesValueAndRule(String json, String detail) {
        assertThatThrownBy(() -> settings(json.replace('\'', '"')))
                .isInstanceOf(BadParameter.class)
                .hasMessage(detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/x.png",
                "https://",
                "https:///x.png",
                "https://user:password@example.org/",
                "javascript:alert(1)",
                "data:image/png;base64,AAAA",
                "//example.org/x",
                "https://exa mple.org/",
                "x"
            })
    void aPictureIsAnHttpsAddress(String picture) {
        assertThatThrownBy(() -> settings("{\"name\":\"x\",\"picture\":\"" + picture + "\"}"))
                .hasMessageStartingWith("picture is ")
                .hasMessageEndingWith(
                        "it is an https URL of at most 2048 characters, without a user");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/x.png", "HTTPS://example.org:8443/a?b=c#d"})
    void aLegalPicture(String picture) {
        assertThat(settings("{\"name\":\"x\",\"picture\":\"" + picture + "\"}").picture())
                .isEqualTo(picture);
    }

    @Test
    void aNameIsCountedInCharactersAsPeopleDo() {
        assertThat(settings("{\"name\":\"" + "👪".repeat(100) + "\"}").name()).hasSize(200);
        assertThatThrownBy(() -> settings("{\"name\":\"" + "👪".repeat(101) + "\"}"))
                .hasMessageStartingWith("name is ");
        assertThatThrownBy(() ->
                        settings("{\"name\":\"x\",\"description\":\"" + "y".repeat(1001) + "\"}"))
                .hasMessageEndingWith("it has at most 1000 characters");
    }

    @Test
    void whatIsNotNamedStays() {
        Settings before = settings("{\"name\":\"Chess\",\"description\":\"d\",\"approval\":true}");

        Settings after = before.changed(fields("{\"description\":null}"), LIMITS);

        assertThat(after).isEqualTo(settings("{\"name\":\"Chess\",\"approval\":true}"));
    }

    @Test
    void eachChangeIsToldOnceAndWhatStayedIsNot() {
        Settings before = settings("{\"name\":\"Chess\",\"picture\":\"https://example.org/x\"}");
        Settings after =
                before.changed(
                        fields(
                                """
                                {"name":"Go","description":"d","picture":null,"announcementOnly":true,
                                 "newcomersSeeHistory":true,"approval":true}\
                                """),
                        LIMITS);

        assertThat(after.since(before).stream().map(told -> told.event() + told.details()))
                .containsExactly(
                        "renamed{name=Go}",
                        "described{description=d}",
                        "picture{}",
                        "announcement{announcementOnly=true}",
                        "history{newcomersSeeHistory=true}",
                        "approval{approval=true}");
        assertThat(after.since(after)).isEmpty();
    }
}

package org.parley.archive.search;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.parley.archive.history.Cursor;
import org.parley.archive.history.Cursor.Kind;
import org.parley.archive.history.Memberships;
import org.parley.archive.history.PageSize;
import org.parley.archive.history.Person;
import org.parley.archive.problem.BadParameter;
import org.parley.archive.search.Search.Question;
import org.parley.archive.search.Search.SearchPage;
import org.parley.contracts.UserId;

@Path("/search")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("user")
@Tag(name = "Search", description = "Words in whatever language.")
class SearchResource {

    private final Person person;
    private final Memberships memberships;
    private final Search search;

    SearchResource(Person person, Memberships memberships, Search search) {
        this.person = person;
        this.memberships = memberships;
        this.search = search;
    }

    @GET
    @Operation(
            operationId = "search",
            summary = "Words in my conversations, the newest message first",
            description =
                    "All words must be there, in any order; the last one may be the start of a word."
                            + " `\"In quotes\"` they must follow each other. Case and accents do not"
                            + " matter (`muller` finds Müller, `strasse` Straße), nor do Arabic vowel"
                            + " marks and hamza forms, full width, skin tones. Chinese, Japanese,"
                            + " Korean, Thai: any part of what is written together is found. Emoji are"
                            + " words. Edited messages are found by their new text; deleted and"
                            + " expired ones are not.")
    public Uni<SearchPage> find(
            @Parameter(
                            description = "What to look for.",
                            required = true,
                            example = "lunch tom",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            minLength = 1,
                                            maxLength = SearchQuery.MAX_LENGTH))
                    @QueryParam("q")
                    @Nullable String q,
            @Parameter(
                            description = "Only in this conversation.",
                            example = "alice_bob",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("conversation")
                    @Nullable String conversation,
            @Parameter(
                            description = "Only what this user said.",
                            example = "bob",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("from")
                    @Nullable String from,
            @Parameter(
                            description = "`next` of the page before.",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("before")
                    @Nullable String before,
            @Parameter(
                            description = "Hits on the page, at most.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "100",
                                            defaultValue = "20"))
                    @QueryParam("limit")
                    @Nullable String limit) {
        PageSize size = PageSize.parse(limit, 20, 100);
        SearchQuery query = SearchQuery.required("q", q);
        String sender = from == null ? null : user("from", from).value();
        long position =
                before == null
                        ? Long.MAX_VALUE
                        : Cursor.required(Kind.SEARCH, "before", before).major();
        UserId me = person.id();
        if (conversation == null)
            return search.page(new Question(me, query, null, sender, size), position);
        return memberships
                .mine(me, conversation)
                .flatMap(one ->
                        search.page(
                                new Question(me, query, one.conversation(), sender, size),
                                position));
    }

    private static UserId user(String parameter, String text) {
        return UserId.parse(text).orElseThrow(() -> new BadParameter(parameter, text, UserId.RULE));
    }
}

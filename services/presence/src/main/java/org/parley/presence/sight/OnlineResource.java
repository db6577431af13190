package org.parley.presence.sight;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.UserId;
import org.parley.presence.Person;
import org.parley.presence.problem.BadParameter;
import org.parley.presence.sight.Online.Somebody;

@Path("/operator/online")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@Tag(name = "Operator")
class OnlineResource {

    private static final int USUAL = 100;
    private static final int MOST = 500;

    private final Person person;
    private final Online online;

    OnlineResource(Person person, Online online) {
        this.person = person;
        this.online = online;
    }

    @GET
    @Operation(
            operationId = "online",
            summary = "Who is there now, with which devices",
            description =
                    "By user, whatever he shows to others. It is what others are told, so it may be behind by what"
                            + " docs/protocol.md says of presence; up to a second later than over MQTT.")
    @APIResponse(responseCode = "200", description = "A page, and how many there are in all.")
    public Uni<OnlinePage> page(
            @Parameter(description = "Only this user.", schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("user")
                    @Nullable String user,
            @Parameter(
                            description = "Only who is so.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"online", "away"}))
                    @QueryParam("state")
                    @Nullable String state,
            @Parameter(
                            description = "`next` of the page before.",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("after")
                    @Nullable String after,
            @Parameter(
                            description = "Users on the page, at most.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "500",
                                            defaultValue = "100"))
                    @QueryParam("limit")
                    @Nullable String limit) {
        int size = size(limit);
        Uni<List<Somebody>> found =
                online.page(name("user", user), state(state), name("after", after), size + 1);
        Log.infof("operator looks who is there operator=%s", person.id());
        return Uni.combine()
                .all()
                .unis(online.counts(), found)
                .with((counts, people) -> OnlinePage.of(counts, people, size));
    }

    private static @Nullable String name(String parameter, @Nullable String user) {
        if (user == null) return null;
        return UserId.parse(user)
                .orElseThrow(() -> new BadParameter(parameter, user, UserId.RULE))
                .value();
    }

    private static @Nullable String state(@Nullable String state) {
        if (state == null || state.equals("online") || state.equals("away")) return state;
        throw new BadParameter("state", state, "it is online or away");
    }

    private static int size(@Nullable String text) {
        if (text == null) return USUAL;
        try {
            int size = Integer.parseInt(text);
            if (size >= 1 && size <= MOST) return size;
        } catch (NumberFormatException _) {
            // the rule below says what a number is
        }
        throw new BadParameter("limit", text, "it is a whole number from 1 to " + MOST);
    }

    @Schema(name = "OnlinePage", description = "Who is there, by user.")
    record OnlinePage(
            Counts counts,
            List<PersonView> users,
            @Schema(description = "For `after`. Null at the end.") @Nullable String next) {

        static OnlinePage of(Counts counts, List<Somebody> found, int size) {
            List<PersonView> users = found.stream().limit(size).map(PersonView::of).toList();
            return new OnlinePage(
                    counts, users, found.size() > size ? users.getLast().user() : null);
        }
    }

    @Schema(name = "OnlineCounts", description = "Of all, whatever the page shows.")
    record Counts(
            @Schema(description = "Online or away.") long users,
            long online,
            long away,
            @Schema(description = "Theirs, that said something.") long devices) {}

    @Schema(name = "OnlineUser")
    record PersonView(
            String user,
            @Schema(enumeration = {"online", "away"}) String state,
            Instant lastSeen,
            List<DeviceView> devices) {

        static PersonView of(Somebody one) {
            List<DeviceView> devices =
                    one.devices().stream()
                            .map(d -> new DeviceView(d.device(), d.state(), d.saidAt()))
                            .toList();
            return new PersonView(one.user(), one.state(), one.lastSeen(), devices);
        }
    }

    @Schema(name = "OnlineDevice")
    record DeviceView(
            String device,
            @Schema(
                            enumeration = {"online", "away"},
                            description = "What it said last.")
                    String state,
            @Schema(description = "When it said so.") Instant since) {}
}

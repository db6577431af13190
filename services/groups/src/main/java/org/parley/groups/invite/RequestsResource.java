package org.parley.groups.invite;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.parley.groups.group.Groups;
import org.parley.groups.group.JoinRequest;
import org.parley.groups.group.Person;

@Path("/groups/{group}/requests")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("user")
@Tag(name = "Joining")
class RequestsResource {

    private final Person person;
    private final Requests requests;

    RequestsResource(Person person, Requests requests) {
        this.person = person;
        this.requests = requests;
    }

    @GET
    @Operation(
            operationId = "requests",
            summary = "Who waits to be let in, the longest first (owners and admins)")
    public Uni<RequestList> list(@PathParam("group") String group) {
        return requests.of(person.id(), Groups.known(group))
                .map(all -> new RequestList(all.stream().map(RequestView::of).toList()));
    }

    @POST
    @Path("/{user}/accept")
    @Operation(operationId = "acceptRequest", summary = "Lets somebody in (owners and admins)")
    @APIResponse(responseCode = "204", description = "A member now.")
    public Uni<Void> accept(@PathParam("group") String group, @PathParam("user") String user) {
        return requests.accept(person.id(), Groups.known(group), user);
    }

    @POST
    @Path("/{user}/decline")
    @Operation(operationId = "declineRequest", summary = "Lets somebody not in (owners and admins)")
    @APIResponse(responseCode = "204", description = "Told so.")
    public Uni<Void> decline(@PathParam("group") String group, @PathParam("user") String user) {
        return requests.decline(person.id(), Groups.known(group), user);
    }

    @Schema(name = "RequestList")
    record RequestList(List<RequestView> requests) {}

    @Schema(name = "JoinRequest")
    record RequestView(@Schema(examples = "carol") String user, Instant at) {
        static RequestView of(JoinRequest request) {
            return new RequestView(request.userId, request.at);
        }
    }
}

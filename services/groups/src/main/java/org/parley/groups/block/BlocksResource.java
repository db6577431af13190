package org.parley.groups.block;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
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
import org.parley.contracts.UserId;
import org.parley.groups.group.Person;
import org.parley.groups.problem.BadParameter;

@Path("/blocks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("user")
@Tag(
        name = "Blocks",
        description =
                "From whom I want to hear nothing: he cannot write to me and cannot add me to a group. He is"
                        + " not told.")
class BlocksResource {

    private final Person person;
    private final Blocks blocks;

    BlocksResource(Person person, Blocks blocks) {
        this.person = person;
        this.blocks = blocks;
    }

    @GET
    @Operation(operationId = "blocks", summary = "Whom I block, by user")
    public Uni<BlockList> list() {
        return blocks.of(person.id())
                .map(all -> new BlockList(all.stream().map(BlockView::of).toList()));
    }

    @PUT
    @Path("/{user}")
    @Operation(
            operationId = "block",
            summary = "Blocks a user",
            description = "Repeating is harmless.")
    public Uni<BlockView> put(@PathParam("user") String user) {
        return blocks.put(person.id(), known(user)).map(BlockView::of);
    }

    @DELETE
    @Path("/{user}")
    @Operation(
            operationId = "unblock",
            summary = "No longer blocks a user",
            description = "Repeating is harmless.")
    @APIResponse(responseCode = "204", description = "Not blocked.")
    public Uni<Void> end(@PathParam("user") String user) {
        return blocks.end(person.id(), known(user));
    }

    private static UserId known(String user) {
        return UserId.parse(user).orElseThrow(() -> new BadParameter("user", user, UserId.RULE));
    }

    @Schema(name = "BlockList")
    record BlockList(List<BlockView> blocks) {}

    @Schema(name = "Block")
    record BlockView(@Schema(examples = "mallory") String user, Instant since) {
        static BlockView of(StoredBlock block) {
            return new BlockView(block.blocked, block.since);
        }
    }
}

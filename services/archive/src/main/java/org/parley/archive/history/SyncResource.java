package org.parley.archive.history;

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
import org.parley.archive.history.Cursor.Kind;
import org.parley.archive.history.Sync.SyncPage;

@Path("/sync")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("user")
@Tag(name = "Sync", description = "For a device that was away.")
class SyncResource {

    private final Person person;
    private final Sync sync;

    SyncResource(Person person, Sync sync) {
        this.person = person;
        this.sync = sync;
    }

    @GET
    @Operation(
            operationId = "sync",
            summary = "Everything in all my conversations since a cursor",
            description =
                    "Messages, edits, deletes and reactions as rows of their own, and receipts that moved, in"
                            + " one order. A page may be shorter than `limit` though there is `more`."
                            + " Nothing is skipped: what another writer commits late gets a later place.")
    public Uni<SyncPage> since(
            @Parameter(
                            description =
                                    "`cursor` of the page before; without it from the beginning; `now` gives no"
                                            + " item and the cursor of this moment.",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("after")
                    @Nullable String after,
            @Parameter(
                            description = "Items on the page, at most.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "200"))
                    @QueryParam("limit")
                    @Nullable String limit) {
        PageSize size = PageSize.parse(limit, 200, 1_000);
        if ("now".equals(after)) return sync.now(person.id());
        long position = after == null ? 0 : Cursor.required(Kind.SYNC, "after", after).major();
        return sync.since(person.id(), position, size);
    }
}

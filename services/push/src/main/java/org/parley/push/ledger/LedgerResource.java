package org.parley.push.ledger;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.parley.push.problem.Person;

@Path("/ledger")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("user")
@Tag(name = "Ledger", description = "Why a device was told of a message, or was not.")
class LedgerResource {

    private final Person person;
    private final Ledger ledger;

    LedgerResource(Person person, Ledger ledger) {
        this.person = person;
        this.ledger = ledger;
    }

    @GET
    @Operation(
            operationId = "ledger",
            summary = "What became of messages on my devices, the newest first",
            description = "Kept for seven days, unless the operator set another time.")
    public Ledger.Page read(
            @Parameter(
                            description = "Only of this device.",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("device")
                    @Nullable String device,
            @Parameter(
                            description = "Only of this conversation.",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("conversation")
                    @Nullable String conversation,
            @Parameter(
                            description = "Only of this message.",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("message")
                    @Nullable String message,
            @Parameter(
                            description = "`next` of the page before.",
                            schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("before")
                    @Nullable String before,
            @Parameter(
                            description = "Entries on the page.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "200",
                                            defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable String limit)
            throws SQLException {
        return ledger.page(
                new Filter(limit, 50, 200)
                        .user(person.id().value())
                        .device(device)
                        .conversation(conversation)
                        .message(message)
                        .before("before", before));
    }
}

package org.parley.groups;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.parley.groups.problem.Problem;

/** What the OpenAPI document says about the whole. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Parley groups",
                        version = "1",
                        description =
                                "Groups, their members, ways to join them, and who blocks whom. Every change"
                                        + " is a system message in its group. Failures are problems (RFC 9457)."
                                        + " Members may be added to answers at any time: ignore those you do not"
                                        + " know."),
        components =
                @Components(schemas = @Schema(name = "Problem", implementation = Problem.class)),
        security = @SecurityRequirement(name = "token"))
@SecurityScheme(
        securitySchemeName = "token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description =
                "An access token of the realm for the audience `parley`: role `user`, or `operator` for"
                        + " `/operator`.")
public class HttpApi extends Application {}

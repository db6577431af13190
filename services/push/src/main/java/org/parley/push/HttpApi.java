package org.parley.push;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.parley.push.problem.Problem;

/** What the OpenAPI document says about the whole. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Parley push",
                        version = "1",
                        description =
                                "Which devices are told of messages when nobody looks at them, how, and what"
                                        + " became of it. Failures are problems (RFC 9457). Members may be"
                                        + " added to answers at any time: ignore those you do not know."),
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

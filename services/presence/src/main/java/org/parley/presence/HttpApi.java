package org.parley.presence;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.parley.presence.problem.Problem;

/** What the OpenAPI document says about the whole. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Parley presence",
                        version = "1",
                        description =
                                "Who is there and when somebody was seen last, for those who may know, and who"
                                        + " may. The same is live on the MQTT topic `presence/{user}`; here it may"
                                        + " be a second behind. Failures are problems (RFC 9457). Members may be"
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

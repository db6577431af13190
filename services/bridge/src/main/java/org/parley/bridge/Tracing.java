package org.parley.bridge;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Begins traces, where they are switched on: MQTT 3.1.1 carries none that could be continued. */
@Singleton
class Tracing {

    private final boolean off;
    private final OpenTelemetry telemetry;
    private final Tracer tracer;

    @Inject
    Tracing(
            OpenTelemetry telemetry,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
        this.off = off;
        this.telemetry = telemetry;
        this.tracer = telemetry.getTracer("org.parley.bridge");
    }

    Trace begin(Outcome outcome) {
        if (off) return Trace.NONE;
        var span = tracer.spanBuilder("bridge").setSpanKind(SpanKind.PRODUCER).setNoParent();
        span.setAttribute("parley.outcome", outcome.getClass().getSimpleName());
        if (outcome instanceof Outcome.Message(var sent))
            span.setAttribute("parley.message.id", sent.id().toString());
        return new Trace(span.startSpan(), telemetry.getPropagators().getTextMapPropagator());
    }
}

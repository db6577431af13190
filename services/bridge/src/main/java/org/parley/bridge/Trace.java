package org.parley.bridge;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The way of one publish through the bridge, continued by whoever reads the log. */
final class Trace {

    /** Where tracing is off: nothing is made, nothing is written. */
    static final Trace NONE = new Trace(null, null);

    private final @Nullable Span span;
    private final @Nullable TextMapPropagator propagator;

    Trace(@Nullable Span span, @Nullable TextMapPropagator propagator) {
        this.span = span;
        this.propagator = propagator;
    }

    void inject(Headers headers) {
        if (span == null || propagator == null) return;
        propagator.inject(
                Context.root().with(span),
                headers,
                (carrier, name, value) -> {
                    if (carrier != null) carrier.add(name, value.getBytes(StandardCharsets.UTF_8));
                });
    }

    void end(@Nullable Exception failure) {
        if (span == null) return;
        if (failure != null) span.recordException(failure);
        span.end();
    }
}

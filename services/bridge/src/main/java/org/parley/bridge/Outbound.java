package org.parley.bridge;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.MessageRejected;
import org.parley.contracts.UserId;

/**
 * {@code parley.outbound} to MQTT: at least once, in the order of each key. A batch's offsets are
 * committed when the broker has acknowledged all of it; a record that is not fit to be published is
 * set aside on {@code parley.rejected} and holds nobody up.
 */
@Singleton
class Outbound {

    private final OutboundLink link;
    private final KafkaLog log;
    private final BridgeMetrics metrics;

    @Inject
    Outbound(OutboundLink link, KafkaLog log, BridgeMetrics metrics) {
        this.link = link;
        this.log = log;
        this.metrics = metrics;
    }

    @Incoming("outbound")
    Uni<Void> publish(ConsumerRecords<String, byte[]> batch) {
        CompletableFuture<?>[] all =
                StreamSupport.stream(batch.spliterator(), false)
                        .map(this::publish)
                        .toArray(CompletableFuture[]::new);
        return Uni.createFrom().completionStage(CompletableFuture.allOf(all));
    }

    private CompletableFuture<Void> publish(ConsumerRecord<String, byte[]> record) {
        return switch (OutboundLetter.read(record.value())) {
            case OutboundLetter.Ready ready -> link.publish(ready).thenRun(metrics::published);
            case OutboundLetter.Unfit unfit -> setAside(record, unfit);
        };
    }

    private CompletableFuture<Void> setAside(
            ConsumerRecord<String, byte[]> record, OutboundLetter.Unfit unfit) {
        Log.warnf(
                "outbound record rejected topic=%s partition=%d offset=%d reason=%s",
                record.topic(), record.partition(), record.offset(), unfit.reason());
        metrics.refused();
        LogRecord letter = LogRecord.of(letter(record.value(), unfit));
        CompletableFuture<Void> settled = new CompletableFuture<>();
        // Appending may wait for Kafka, which this thread must not.
        Thread.ofVirtual()
                .start(() -> log.append(List.of(letter), Trace.NONE, _ -> settled.complete(null)));
        return settled;
    }

    private static MessageRejected letter(byte @Nullable [] value, OutboundLetter.Unfit unfit) {
        byte[] bytes = value == null ? new byte[0] : value;
        byte[] kept = Arrays.copyOf(bytes, Math.min(bytes.length, Admission.KEPT));
        return new MessageRejected(
                unfit.topic(),
                UserId.SERVER,
                unfit.reason(),
                Instant.now(),
                bytes.length,
                Base64.getEncoder().encodeToString(kept));
    }
}

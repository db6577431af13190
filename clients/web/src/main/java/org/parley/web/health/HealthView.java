package org.parley.web.health;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.parley.web.WebConfig;

/** The answer's JSON. */
final class HealthView {

    private HealthView() {}

    static JsonObject of(Watch watch, long after) {
        WebConfig.Health config = watch.config();
        History.Excerpt seen = watch.since(after);
        JsonArray services = new JsonArray();
        watch.sights().forEach(sight -> services.add(service(sight)));
        JsonArray times = new JsonArray();
        for (long time : seen.times()) times.add(time);
        return new JsonObject()
                .put("at", Instant.now().toString())
                .put("every", config.every().toSeconds())
                .put("keeps", config.keep().toSeconds())
                .put("services", services)
                .put("times", times)
                .put("series", series(seen));
    }

    private static JsonObject service(Watched.Sight sight) {
        Instant since = sight.since();
        return new JsonObject()
                .put("name", sight.name())
                .put("state", sight.condition().state().wireName())
                .put("since", since == null ? null : since.toString())
                .put("waitsFor", new JsonArray(sight.condition().waitsFor()));
    }

    private static JsonObject series(History.Excerpt seen) {
        JsonObject groups = new JsonObject();
        Taken.groups().forEach(group -> groups.put(group, new JsonObject()));
        seen.values()
                .forEach((line, values) -> {
                    JsonArray told = new JsonArray();
                    for (double value : values)
                        told.add(Double.isNaN(value) ? null : rounded(value));
                    groups.getJsonObject(line.group()).put(line.name(), told);
                });
        return groups;
    }

    /** Three digits behind the point, and none where they are zeros. */
    private static Number rounded(double value) {
        long thousandths = Math.round(value * 1_000);
        if (thousandths % 1_000 == 0) return thousandths / 1_000;
        return thousandths / 1_000.0;
    }
}

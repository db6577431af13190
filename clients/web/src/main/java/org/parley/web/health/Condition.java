package org.parley.web.health;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How a service is, and what it waits for, in its own words. */
record Condition(State state, List<String> waitsFor) {

    enum State {
        /** Ready, and waits for nothing. */
        UP,
        /** Ready, but waits for something. */
        DEGRADED,
        /** Not ready, or does not answer. */
        DOWN,
        /** Not asked yet. */
        UNKNOWN;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final Condition NOT_ASKED = new Condition(State.UNKNOWN, List.of());

    /** What the services say of a part that they have. */
    private static final Set<String> FINE = Set.of("ready", "connected", "seen");

    /** Among what they say, and no condition. */
    private static final Set<String> ASIDE = Set.of("offered");

    private static final int LONGEST = 300;

    Condition {
        waitsFor = List.copyOf(waitsFor);
    }

    static Condition down(String why) {
        return new Condition(State.DOWN, List.of(cut(why)));
    }

    /** Of the answer of a health endpoint, of ours or of the broker. */
    static Condition of(String service, int status, String body) {
        if (status != 200 && status != 503) return down("its health answers " + status);
        try {
            JsonObject health = new JsonObject(body);
            List<String> waits = new ArrayList<>();
            for (Object check : health.getJsonArray("checks", new JsonArray()))
                if (check instanceof JsonObject one && tells(service, one))
                    waits.addAll(waitsOf(one));
            waits.addAll(ofTheBroker(health));
            return of(status == 200, waits);
        } catch (DecodeException | ClassCastException _) {
            return down("its health is not JSON: something else answers there");
        }
    }

    private static Condition of(boolean ready, List<String> waits) {
        if (!ready)
            return new Condition(State.DOWN, waits.isEmpty() ? List.of("not ready") : waits);
        return new Condition(waits.isEmpty() ? State.UP : State.DEGRADED, waits);
    }

    /** What the framework checks says something when it fails; the service's own always does. */
    private static boolean tells(String service, JsonObject check) {
        return service.equals(check.getValue("name")) || "DOWN".equals(check.getValue("status"));
    }

    private static List<String> waitsOf(JsonObject check) {
        List<String> waits = new ArrayList<>();
        check.getJsonObject("data", new JsonObject())
                .forEach(part -> {
                    String says = String.valueOf(part.getValue());
                    if (!FINE.contains(says) && !ASIDE.contains(part.getKey()))
                        waits.add(cut(part.getKey() + ": " + says));
                });
        return waits;
    }

    private static List<String> ofTheBroker(JsonObject health) {
        List<String> waits = new ArrayList<>();
        if (health.getValue("reason") instanceof String what) waits.add(cut(what));
        JsonObject access = health.getJsonObject("access", new JsonObject());
        if (access.getValue("waitsFor") instanceof String what)
            waits.add(cut("groups and blocks are " + access.getString("state") + ": " + what));
        return waits;
    }

    /** With what it says elsewhere: down there is not down, but something an operator looks at. */
    Condition and(Condition other) {
        if (other.state == State.UP || state == State.DOWN || state == State.UNKNOWN) return this;
        List<String> both = new ArrayList<>(waitsFor);
        both.addAll(other.waitsFor);
        return new Condition(State.DEGRADED, both);
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}

package org.parley.push.vendor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parley.testkit.PushVendors;
import org.parley.testkit.PushVendors.Subscription;
import org.parley.testkit.Stack;

/** The stand-ins for push vendors, as tests of this service read them. */
public final class Vendors implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Vendors shared;

    private final PushVendors vendors = new PushVendors(Stack.shared());

    /** For conditions. */
    public static boolean canRun() {
        return PushVendors.canRun();
    }

    public static synchronized Vendors shared() {
        if (shared == null) {
            Vendors made = new Vendors();
            Runtime.getRuntime().addShutdownHook(new Thread(made::close));
            shared = made;
        }
        return shared;
    }

    public Map<String, String> configuration() {
        return vendors.configuration();
    }

    public Subscription subscribe() {
        return vendors.subscribe();
    }

    public Subscription subscribeElsewhere() {
        return vendors.subscribeElsewhere();
    }

    /** The next answers to this target, or to all of {@code web}, {@code fcm}, {@code apns}. */
    public void answer(String key, List<Map<String, Object>> answers) {
        vendors.order("POST", "/behave", Map.of("key", key, "answers", answers));
    }

    /** To all requests from now on, until {@link #behave}. */
    public void always(String key, Map<String, Object> answer) {
        Map<String, Object> sticky = new HashMap<>(answer);
        sticky.put("sticky", true);
        answer(key, List.of(sticky));
    }

    public void behave(String key) {
        answer(key, List.of());
    }

    /** What a target got: headers and decrypted payloads, in their order. */
    public List<JsonPath> received(String id) {
        List<JsonPath> each = new ArrayList<>();
        try {
            for (JsonNode one : JSON.readTree(vendors.received(id)))
                each.add(new JsonPath(one.toString()));
            return each;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public Map<String, Integer> counts() {
        return new JsonPath(vendors.order("GET", "/counts", Map.of())).getMap("$");
    }

    public int browserPort() {
        return vendors.browserPort();
    }

    /** What a browser that opened the page has said. */
    public JsonPath browser() {
        return new JsonPath(vendors.order("GET", "/browser", Map.of()));
    }

    public JsonPath state() {
        return new JsonPath(vendors.order("GET", "/state", Map.of()));
    }

    @Override
    public void close() {
        vendors.close();
    }
}

package org.parley.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** They watch the presence of all users of the herd. */
final class Friends implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOPIC = "presence/";

    private final List<Device> devices = new ArrayList<>();
    private final List<Map<String, String>> seen = new ArrayList<>();
    private final AtomicInteger flaps = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();

    Friends(Stack stack, Accounts accounts, List<String> names) {
        for (String name : names) {
            devices.add(new Device(stack, accounts, name, "friend"));
            seen.add(new ConcurrentHashMap<>());
        }
    }

    void open() {
        for (int i = 0; i < devices.size(); i++) {
            Map<String, String> states = seen.get(i);
            devices.get(i).open(publish -> look(publish, states));
        }
    }

    private void look(Mqtt5Publish publish, Map<String, String> states) {
        String topic = publish.getTopic().toString();
        if (!topic.startsWith(TOPIC)) return;
        told.incrementAndGet();
        try {
            String state = JSON.readTree(publish.getPayloadAsBytes()).path("state").asText();
            String before = states.put(topic.substring(TOPIC.length()), state);
            if ("online".equals(before) && !state.equals("online")) flaps.incrementAndGet();
        } catch (IOException e) {
            throw new IllegalStateException("presence is no JSON", e);
        }
    }

    void watch(List<String> users) throws InterruptedException {
        for (Device device : devices)
            Together.forEach(users.size(), i -> device.subscribe(TOPIC + users.get(i)));
    }

    /** How many of all that they watch they see as online, at the least. */
    int online() {
        return seen.stream()
                .mapToInt(states -> (int) states.values().stream().filter("online"::equals).count())
                .min()
                .orElse(0);
    }

    /** Turns from online to something else. */
    int flaps() {
        return flaps.get();
    }

    /** All that they were told. */
    int told() {
        return told.get();
    }

    @Override
    public void close() {
        devices.forEach(Device::close);
    }
}

package org.parley.bench;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One group, each member on one connection; the first ones speak. */
final class GroupChat implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Groups groups;
    private final Clock clock;
    private final List<String> members = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private final Payload payload;
    private final FanOut fanOut;
    private String group = "";

    GroupChat(Stack stack, Accounts accounts, Groups groups, int members, int bytes, Clock clock) {
        Random random = new Random();
        String device = "bench-" + Integer.toHexString(random.nextInt());
        this.groups = groups;
        this.clock = clock;
        this.payload = new Payload(bytes, device, random, Texts.of(4096, bytes, 1));
        this.fanOut = new FanOut(members);
        for (int i = 0; i < members; i++) {
            this.members.add(Accounts.name(i + 1));
            devices.add(new Device(stack, accounts, Accounts.name(i + 1), device));
        }
    }

    /** Connects all, makes the group, and waits until everybody hears what is said in it. */
    void open() throws InterruptedException {
        Together.forEach(devices.size(), i -> devices.get(i).open(message -> receive(i, message)));
        group = groups.create(members);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            int n = say(0);
            Thread.sleep(250);
            if (fanOut.hasReachedAll(n)) return;
        }
        throw new CannotMeasure("not all members hear the group within " + PATIENCE);
    }

    private void receive(int member, Mqtt5Publish message) {
        ByteBuffer bytes = message.getPayload().orElse(null);
        if (bytes != null) fanOut.received(member, payload.numberIn(bytes), clock.now());
    }

    /** A member says something; its number. */
    int say(int speaker) {
        long now = clock.now();
        int n = fanOut.publish(now);
        Mqtt5Publish message =
                Mqtt5Publish.builder()
                        .topic("group/" + group + "/" + members.get(speaker))
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(payload.of(n, clock.epochMillis(now)))
                        .build();
        devices.get(speaker).publish(message, taken -> fanOut.answered(n, taken));
        return n;
    }

    /** The server did it already; a client does it again. */
    void subscribe(int member) {
        devices.get(member).subscribe("group/" + group + "/#");
    }

    /** When it was answered that the member is removed. */
    long remove(int member) {
        groups.remove(group, members.getFirst(), members.get(member));
        return clock.now();
    }

    Device device(int member) {
        return devices.get(member);
    }

    String id() {
        return group;
    }

    FanOut fanOut() {
        return fanOut;
    }

    @Override
    public void close() {
        devices.forEach(Device::close);
    }
}

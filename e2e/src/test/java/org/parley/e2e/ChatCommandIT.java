package org.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** {@code ./parley chat}, as its users run it, and a stock client at the other end. */
@ResourceLock("the terminals of alice, bob and carol")
class ChatCommandIT {

    private final Parley parley = Parley.running();
    private final Person alice = new Person(parley, "alice", "phone");

    /** So that push knows which of bob's devices has it, and which may be out of reach. */
    @Test
    void itsReceiptsNameItsDevice() throws Exception {
        String id = Messages.id();
        try (Mosquitto receipts = Mosquitto.subscribe(alice, "watch", "chat/alice/bob/receipt")) {
            await().until(receipts::isSubscribed);
            Mosquitto.publish(alice, "shell", "chat/bob/alice", Messages.text(id, "hello"));

            Cli.parley("bob", "", "chat", "alice", "--device", "desk", "--json", "--listen", "5");

            await().untilAsserted(() ->
                    assertThat(receipts.received())
                            .anySatisfy(line ->
                                    assertThat(line)
                                            .contains("\"upTo\":\"" + id, "\"device\":\"desk\"")));
        }
    }
}

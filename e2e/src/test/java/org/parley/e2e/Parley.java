package org.parley.e2e;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.parley.testkit.Kill;
import org.parley.testkit.Stack;

/** The running system, seen from outside. */
final class Parley {

    private final Stack stack = Stack.whole();
    private final Kill kill = new Kill(stack);

    private Parley() {}

    /** With patience for a busy machine. */
    static Parley running() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        return new Parley();
    }

    /** Somebody new, whose name starts so, with a phone. */
    Person person(String prefix) {
        return new Person(this, stack.aUser(prefix), "phone");
    }

    Person device(Person owner, String device) {
        return new Person(this, owner.name(), device);
    }

    ArchiveAnswers operator() {
        return new ArchiveAnswers(this, token("operator"));
    }

    String token(String user) {
        return stack.token(user);
    }

    int mqttPort() {
        return stack.mqttPort();
    }

    String archiveUrl() {
        return stack.serviceUrl("archive");
    }

    String groupsUrl() {
        return stack.serviceUrl("groups");
    }

    String presenceUrl() {
        return stack.serviceUrl("presence");
    }

    Stack stack() {
        return stack;
    }

    void kill(String process) {
        kill.minus9(process);
    }

    boolean isRunning(String process) {
        return kill.isRunning(process);
    }

    void awaitAllReady() {
        List.of(
                        "broker",
                        "kafka",
                        "postgres",
                        "keycloak",
                        "bridge",
                        "archive",
                        "groups",
                        "presence",
                        "push")
                .forEach(kill::awaitReady);
    }

    void awaitReady(String process) {
        kill.awaitReady(process);
    }
}

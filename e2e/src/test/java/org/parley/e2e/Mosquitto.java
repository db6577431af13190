package org.parley.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Debian's mosquitto_pub and mosquitto_sub: clients that know nothing of Parley. */
final class Mosquitto implements AutoCloseable {

    /** How a command ended. */
    record Outcome(int exitCode, String output) {}

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private Mosquitto(List<String> command) {
        try {
            // Line by line, although it is no terminal that reads.
            List<String> unbuffered = new ArrayList<>(List.of("stdbuf", "-oL"));
            unbuffered.addAll(command);
            process = new ProcessBuilder(unbuffered).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    command.getFirst() + " is needed: apt-get install mosquitto-clients", e);
        }
        reader = Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine())
                lines.add(line);
        } catch (IOException e) {
            lines.add("closed");
        }
    }

    /** Publishes one message and waits for the end of the command. */
    static Outcome publish(
            Person person, String device, String topic, String payload, String... more) {
        return publishAs(person.name() + ":" + device, person, topic, payload, more);
    }

    /** With whatever client id. */
    static Outcome publishAs(
            String clientId, Person person, String topic, String payload, String... more) {
        List<String> command = command("mosquitto_pub", clientId, person, topic);
        command.addAll(List.of("-m", payload));
        command.addAll(List.of(more));
        try (Mosquitto pub = new Mosquitto(command)) {
            return pub.outcome();
        }
    }

    /** Subscribes with {@code -v}: each line is the topic, a space and the payload. */
    static Mosquitto subscribe(Person person, String device, String topic, String... more) {
        List<String> command =
                command("mosquitto_sub", person.name() + ":" + device, person, topic);
        command.addAll(List.of("-v", "-d"));
        command.addAll(List.of(more));
        return new Mosquitto(command);
    }

    /** Stays connected and publishes each line that it {@link #says}. */
    static Mosquitto talking(Person person, String device, String topic, String... more) {
        List<String> command =
                command("mosquitto_pub", person.name() + ":" + device, person, topic);
        command.add("-l");
        command.addAll(List.of(more));
        return new Mosquitto(command);
    }

    Mosquitto says(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The end of its input: it disconnects in order. */
    void hangsUp() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL. */
    void dies() {
        process.destroyForcibly().onExit().join();
    }

    private static List<String> command(
            String program, String clientId, Person person, String topic) {
        return new ArrayList<>(
                List.of(
                        program,
                        "-h",
                        "127.0.0.1",
                        "-p",
                        String.valueOf(person.parley().mqttPort()),
                        "-i",
                        clientId,
                        "-u",
                        person.name(),
                        "-P",
                        person.token(),
                        "-q",
                        "1",
                        "-t",
                        topic));
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** The broker has answered, or hung up. */
    boolean isAnswered() {
        return isSubscribed() || !process.isAlive();
    }

    /** What it received, without its own words. */
    List<String> received() {
        return lines.stream()
                .filter(line -> line.matches("(chat|group|presence|\\$SYS)/.*"))
                .toList();
    }

    boolean isSubscribed() {
        return lines.stream().anyMatch(line -> line.startsWith("Subscribed"));
    }

    private Outcome outcome() {
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS))
                throw new IllegalStateException("still running after 20 s: " + lines);
            reader.join();
            return new Outcome(process.exitValue(), String.join("\n", lines));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

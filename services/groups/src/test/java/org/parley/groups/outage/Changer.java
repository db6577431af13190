package org.parley.groups.outage;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Adds and removes members of a group of its own, at one service or another, and repeats until it
 * is answered: what it was told is what must be there in the end.
 */
final class Changer implements Runnable {

    private static final int USERS = 30;

    private final List<GroupsProcess> services;
    private final String token;
    private final int changes;
    private final AtomicInteger done;
    private final Random random;
    private final Set<String> members = new TreeSet<>();
    private String group = "";

    Changer(List<GroupsProcess> services, String token, int changes, AtomicInteger done, int seed) {
        this.services = services;
        this.token = token;
        this.changes = changes;
        this.done = done;
        this.random = new Random(seed);
    }

    String group() {
        return group;
    }

    /** But for the owner. */
    Set<String> members() {
        return members;
    }

    @Override
    public void run() {
        String created = answer("POST", "/groups", "{\"name\":\"Outage\"}", Set.of(201));
        group = new JsonPath(created).getString("id");
        for (int i = 0; i < changes; i++) {
            change("user" + random.nextInt(USERS));
            done.incrementAndGet();
        }
    }

    private void change(String user) {
        String path = "/groups/" + group + "/members";
        if (members.contains(user)) {
            // 404: the first attempt had been heard
            answer("DELETE", path + "/" + user, "", Set.of(204, 404));
            members.remove(user);
        } else {
            answer("POST", path, "{\"users\":[\"" + user + "\"]}", Set.of(200));
            members.add(user);
        }
    }

    private String answer(String method, String path, String body, Set<Integer> answers) {
        while (true) {
            try {
                GroupsProcess service = services.get(random.nextInt(services.size()));
                HttpResponse<String> answer = service.send(method, path, token, body);
                if (answers.contains(answer.statusCode())) return answer.body();
                if (answer.statusCode() < 500)
                    throw new IllegalStateException(method + path + ": " + answer.body());
            } catch (IOException _) {
                // killed, starting or waiting for a server
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            LockSupport.parkNanos(50_000_000);
        }
    }
}

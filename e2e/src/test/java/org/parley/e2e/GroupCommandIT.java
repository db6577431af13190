package org.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** {@code ./parley group} and {@code ./parley chat '#group'}, as their users run them. */
@ResourceLock("the terminals of alice, bob and carol")
class GroupCommandIT {

    private final String name = "Chess " + UUID.randomUUID();

    @Test
    void aGroupIsMadeJoinedByLinkTalkedInAndLeft() throws Exception {
        assertThat(Cli.parley("alice", "", "group", "create", name, "bob")).contains(name, "bob");
        String link = Cli.parley("alice", "", "group", "link", name).strip();

        assertThat(Cli.parley("carol", "", "group", "join", link)).contains("joined");
        assertThat(Cli.parley("carol", "", "group", "list")).contains(name, "3 members");
        String said = Cli.parley("carol", "hello from carol\n", "chat", "#" + name, "--json");
        assertThat(said).contains("\"event\":\"stored\"");
        String heard = Cli.parley("bob", "", "chat", "#" + name, "--json", "--listen", "5");
        assertThat(heard).contains("hello from carol");

        Cli.parley("carol", "", "group", "leave", name);
        assertThat(Cli.parley("carol", "", "group", "list")).doesNotContain(name);
    }

    @Test
    void whatCannotBeIsSaidAndHasAnExitCode() throws Exception {
        assertThat(Cli.run("alice", "", "chat", "#nowhere " + name)).isEqualTo(2);
        assertThat(Cli.run("alice", "", "group", "join", "no-such-token")).isEqualTo(6);
    }
}

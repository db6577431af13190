package org.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupIT {
    private static final Path STACK = org.parley.testkit.Stack.whole().file();

    @TempDir Path folder;

    private JsonNode report(String... arguments) throws Exception {
        Path json = folder.resolve("report.json");
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--stack=" + STACK;
        all[arguments.length + 1] = "--json=" + json;
        assertThat(Main.run(all)).isZero();
        return new ObjectMapper().readTree(json.toFile());
    }

    @Test
    void aMessageReachesEachMemberOnceAndIsOneRow() throws Exception {
        JsonNode report = report("group", "--members=5", "--rate=20", "--seconds=3");
        long sent = report.at("/result/sent").asLong();
        assertThat(sent).isBetween(50L, 61L);
        assertThat(report.at("/result/deliveries").asLong()).isEqualTo(5 * sent);
        assertThat(report.at("/archive/rows").asLong()).isEqualTo(sent);
        assertThat(report.get("sound").asBoolean()).isTrue();
    }

    @Test
    void whoIsRemovedHearsNothingThatIsSaidHalfASecondLater() throws Exception {
        JsonNode report = report("removal", "--removals=5", "--speakers=2", "--rate=50");
        assertThat(report.at("/toSilence/count").asLong()).isEqualTo(5);
        assertThat(report.at("/toSilence/max").asDouble()).isLessThan(500);
        assertThat(report.get("heardLate").asLong()).isZero();
        assertThat(report.get("heardAfterReturn").asLong()).isZero();
    }
}

package org.parley.broker.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.broker.access.AccessFact.BlockIs;
import org.parley.broker.access.AccessFact.ContactIs;
import org.parley.broker.access.AccessFact.GroupIs;
import org.parley.broker.access.AccessFact.MemberIs;
import org.parley.broker.access.AccessFact.VisibilityIs;
import org.parley.contracts.GroupId;
import org.parley.contracts.GroupRole;
import org.parley.contracts.UserId;
import org.parley.contracts.Visibility;

class AccessFileTest {

    private static final GroupId CHESS = Facts.group(1);
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final List<AccessFact> FACTS =
            List.of(
                    new GroupIs(CHESS, true, false, 3),
                    new MemberIs(CHESS, ALICE, Optional.of(GroupRole.OWNER), 1),
                    new MemberIs(CHESS, BOB, Optional.empty(), 2),
                    new BlockIs(ALICE, BOB, true),
                    new VisibilityIs(BOB, Visibility.NOBODY),
                    new ContactIs(ALICE, BOB, true));

    @TempDir private Path folder;

    private AccessFile file() {
        return new AccessFile(folder.resolve("parley/access"), 10);
    }

    private static MemoryDirectory knowing(List<AccessFact> facts) {
        MemoryDirectory directory = new MemoryDirectory();
        facts.forEach(directory::learn);
        return directory;
    }

    private static List<AccessFact> told(Optional<MemoryDirectory> directory) {
        List<AccessFact> told = new ArrayList<>();
        directory.orElseThrow().tellAll(told::add);
        return told;
    }

    @Test
    void thereIsNothingAtFirst() {
        assertThat(file().read()).isEmpty();
    }

    @Test
    void aSnapshotTellsAllAgain() {
        file().replaceBy(knowing(FACTS));
        assertThat(told(file().read())).containsExactlyInAnyOrderElementsOf(FACTS);
    }

    @Test
    void whatWasLearnedSinceCountsEvenIfTheProcessWasKilled() {
        file().replaceBy(knowing(FACTS));
        // Never closed.
        file().append(
                        List.of(
                                new MemberIs(CHESS, BOB, Optional.of(GroupRole.MEMBER), 4),
                                new BlockIs(ALICE, BOB, false),
                                new VisibilityIs(BOB, Visibility.DEFAULT),
                                new ContactIs(ALICE, BOB, false)));
        MemoryDirectory known = file().read().orElseThrow();
        assertThat(known.isMember(CHESS, BOB)).isTrue();
        assertThat(known.hasBlocked(ALICE, BOB)).isFalse();
        assertThat(known.visibilities()).isZero();
        assertThat(known.contacts()).isZero();
    }

    @Test
    void halfALineOfACrashIsPassedOverAndTheNextOneIsWhole() throws IOException {
        file().replaceBy(knowing(FACTS));
        Files.writeString(
                folder.resolve("parley/access"),
                "member " + CHESS + " bo",
                StandardOpenOption.APPEND);
        file().append(List.of(new MemberIs(CHESS, BOB, Optional.of(GroupRole.ADMIN), 5)));
        assertThat(file().read().orElseThrow().isMember(CHESS, BOB)).isTrue();
    }

    @Test
    void anotherFormatIsNotUsed() throws IOException {
        Files.createDirectories(folder.resolve("parley"));
        Files.writeString(folder.resolve("parley/access"), "parley-access 2\nblock alice bob\n");
        assertThat(file().read()).isEmpty();
    }

    @Test
    void manyLinesBecomeASnapshotAgain() throws IOException {
        AccessFile file = file();
        MemoryDirectory directory = knowing(FACTS);
        file.replaceBy(directory);
        IntStream.rangeClosed(10, 40)
                .mapToObj(v -> new MemberIs(CHESS, BOB, Optional.of(GroupRole.MEMBER), v))
                .forEach(fact -> {
                    directory.learn(fact);
                    file.append(List.of(fact));
                });
        long before = lines();
        file.shortenIfLong(directory);
        assertThat(before).isGreaterThan(30);
        assertThat(lines()).isEqualTo(1 + FACTS.size());
        file.append(List.of(new MemberIs(CHESS, BOB, Optional.empty(), 41)));
        assertThat(file().read().orElseThrow().isMember(CHESS, BOB)).isFalse();
    }

    private long lines() throws IOException {
        return Files.readAllLines(folder.resolve("parley/access")).size();
    }

    @Test
    void itRemembersUntilWhenItWasRight() {
        AccessFile file = file();
        file.replaceBy(knowing(FACTS));
        file.rightAt(Instant.parse("2026-11-23T10:00:00Z"));
        assertThat(file().lastRight()).isEqualTo("2026-11-23T10:00:00Z");
    }
}

package org.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir Path folder;

    @Test
    void onlyItsOwnerSeesIt() throws Exception {
        var data = new DataFolder(folder.resolve("new"));
        data.create();

        assertThat(permissions(data.path())).isEqualTo("rwx------");
    }

    @Test
    void aSecretIsMadeOnceAndKeptPrivately() throws Exception {
        var file = folder.resolve("secrets.json");
        var first = new Secrets(file).of("alice");

        assertThat(new Secrets(file).of("alice")).isEqualTo(first).hasSize(17);
        assertThat(new Secrets(file).of("bob")).isNotEqualTo(first);
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void freshForgetsAllButTheLockAndTheChildrenLeftBehind() throws Exception {
        var data = new DataFolder(folder);
        data.folder("postgres/base");
        for (var name :
                new String[] {"secrets.json", "lock", "processes.json", "postgres/base/1"}) {
            Files.writeString(data.file(name), "x");
        }
        Files.createSymbolicLink(data.file("link"), Path.of("nowhere"));

        data.wipe();

        assertThat(folder).isDirectoryNotContaining("glob:**/{postgres,secrets.json,link}");
        assertThat(data.file("lock")).exists();
        assertThat(data.file("processes.json")).exists();
    }

    private static String permissions(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}

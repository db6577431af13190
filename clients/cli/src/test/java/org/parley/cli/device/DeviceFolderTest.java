package org.parley.cli.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.cli.Samples.ALICE;
import static org.parley.cli.Samples.BOB;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.cli.failure.Failure;
import org.parley.contracts.DeviceId;

class DeviceFolderTest {

    @TempDir Path home;

    @Test
    void theDeviceIsTheSameEachTime() {
        DeviceId first = claimAndRelease();
        assertThat(claimAndRelease()).isEqualTo(first);
    }

    @Test
    void aSecondChatTakesAnotherDevice() {
        try (DeviceFolder one = DeviceFolder.claim(home, ALICE);
                DeviceFolder two = DeviceFolder.claim(home, ALICE)) {
            assertThat(two.id()).isNotEqualTo(one.id());
            assertThat(DeviceFolder.all(home, ALICE)).hasSize(2);
        }
    }

    @Test
    void aFreeDeviceIsTakenBeforeANewOneIsMade() {
        try (DeviceFolder _ = DeviceFolder.claim(home, ALICE)) {
            claimAndRelease();
            claimAndRelease();
        }
        assertThat(DeviceFolder.all(home, ALICE)).hasSize(2);
    }

    @Test
    void aNamedDeviceThatIsInUseIsRefused() {
        DeviceId id = new DeviceId("laptop");
        try (DeviceFolder _ = DeviceFolder.named(home, ALICE, id)) {
            assertThatThrownBy(() -> DeviceFolder.named(home, ALICE, id))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("laptop of alice is in use");
        }
    }

    @Test
    void usersHaveDevicesOfTheirOwn() {
        claimAndRelease();
        assertThat(DeviceFolder.all(home, BOB)).isEmpty();
    }

    private DeviceId claimAndRelease() {
        try (DeviceFolder device = DeviceFolder.claim(home, ALICE)) {
            return device.id();
        }
    }
}

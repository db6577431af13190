package org.parley.cli.verify;

import org.parley.cli.conversation.Message;
import org.parley.contracts.DeviceId;

/**
 * A message that a device of this machine sent.
 *
 * @param waiting whether it is in the outbox still
 */
public record Sent(DeviceId device, Message message, boolean waiting) {

    /** Whether the archive said that it has it. */
    public boolean stored() {
        return message.position() != null;
    }

    /** Neither stored nor waiting: the bridge or the broker said no. */
    boolean refused() {
        return !stored() && !waiting;
    }
}

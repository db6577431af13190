package org.parley.push.egress;

import java.io.IOException;

/** Where an endpoint leads may not be reached from here; trying again changes nothing. */
public final class RefusedAddress extends IOException {

    private static final long serialVersionUID = 1;

    /**
     * @param reason without the address itself: it may be one of our own network
     */
    RefusedAddress(String reason) {
        super(reason);
    }
}

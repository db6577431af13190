package org.parley.push.egress;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Which addresses are part of the public Internet: endpoints come from users, and must not lead
 * into our own network.
 */
final class AddressRule {

    /** What is not public of IPv4 (IANA's special-purpose registry), each with its length. */
    private static final int[][] NOT_PUBLIC = {
        {0, 0, 0, 0, 8},
        {10, 0, 0, 0, 8},
        {100, 64, 0, 0, 10},
        {127, 0, 0, 0, 8},
        {169, 254, 0, 0, 16},
        {172, 16, 0, 0, 12},
        {192, 0, 0, 0, 24},
        {192, 0, 2, 0, 24},
        {192, 88, 99, 0, 24},
        {192, 168, 0, 0, 16},
        {198, 18, 0, 0, 15},
        {198, 51, 100, 0, 24},
        {203, 0, 113, 0, 24},
        // Multicast, reserved, broadcast.
        {224, 0, 0, 0, 3},
    };

    private AddressRule() {}

    static boolean isPublic(InetAddress address) {
        return switch (address) {
            case Inet4Address four -> isPublic(four.getAddress());
            case Inet6Address six -> isPublicSix(six.getAddress());
            default -> false;
        };
    }

    private static boolean isPublic(byte[] four) {
        for (int[] net : NOT_PUBLIC) if (isIn(four, net)) return false;
        return true;
    }

    private static boolean isIn(byte[] address, int[] net) {
        int bits = net[4];
        for (int i = 0; i < 4 && bits > 0; i++, bits -= 8) {
            int mask = bits >= 8 ? 0xFF : 0xFF << (8 - bits) & 0xFF;
            if ((address[i] & mask) != (net[i] & mask)) return false;
        }
        return true;
    }

    /** Only global unicast, without its parts that stand for something else. */
    private static boolean isPublicSix(byte[] six) {
        if (startsWith(six, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0))
            return isPublicWithin(six, 12);
        if (startsWith(six, 0x20, 0x02)) return isPublicWithin(six, 2);
        boolean global = (six[0] & 0xE0) == 0x20;
        boolean teredoAndOthers = startsWith(six, 0x20, 0x01) && (six[2] & 0xFE) == 0;
        boolean documentation =
                startsWith(six, 0x20, 0x01, 0x0d, 0xb8) || startsWith(six, 0x3f, 0xff);
        return global && !teredoAndOthers && !documentation;
    }

    /** NAT64 and 6to4 carry an address of IPv4. */
    private static boolean isPublicWithin(byte[] six, int at) {
        try {
            return isPublic(InetAddress.getByAddress(Arrays.copyOfRange(six, at, at + 4)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean startsWith(byte[] address, int... prefix) {
        for (int i = 0; i < prefix.length; i++) if ((address[i] & 0xFF) != prefix[i]) return false;
        return true;
    }
}

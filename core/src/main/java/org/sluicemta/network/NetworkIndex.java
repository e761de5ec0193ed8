package org.sluicemta.network;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the narrowest of many ranges that contains an address, with one hash lookup per prefix length in use. Immutable
 * once built.
 */
public final class NetworkIndex<T> {
    /** By family (octets of an address) and prefix length, longest first; then by the prefix itself. */
    private final Map<Integer, Map<Integer, Map<ByteBuffer, T>>> families = new HashMap<>();

    public NetworkIndex(Map<IpRange, T> ranges) {
        ranges.forEach((range, value) -> {
            byte[] base = range.base().getAddress();
            families.computeIfAbsent(base.length, family -> new TreeMap<>(Collections.reverseOrder()))
                    .computeIfAbsent(range.prefixLength(), length -> new HashMap<>())
                    .put(prefix(base, range.prefixLength()), value);
        });
    }

    public Optional<T> narrowest(InetAddress address) {
        byte[] octets = address.getAddress();
        for (var byPrefix : families.getOrDefault(octets.length, Map.of()).entrySet()) {
            T found = byPrefix.getValue().get(prefix(octets, byPrefix.getKey()));
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static ByteBuffer prefix(byte[] octets, int length) {
        byte[] masked = new byte[octets.length];
        int whole = length / 8;
        System.arraycopy(octets, 0, masked, 0, whole);
        if (length % 8 != 0) {
            masked[whole] = (byte) (octets[whole] & 0xFF << 8 - length % 8);
        }
        return ByteBuffer.wrap(masked);
    }
}

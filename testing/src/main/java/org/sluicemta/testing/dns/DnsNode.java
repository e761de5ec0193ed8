package org.sluicemta.testing.dns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Everything known about one name. Guarded by the zones it belongs to. */
final class DnsNode {
    private final Map<Integer, List<Record>> records = new HashMap<>();
    private final Map<Integer, DnsTrouble> troubles = new HashMap<>();

    void add(Record rr) {
        records.computeIfAbsent(rr.getType(), type -> new ArrayList<>()).add(rr);
    }

    void remove(int type) {
        records.remove(type);
        troubles.remove(type);
    }

    void trouble(int type, DnsTrouble trouble) {
        troubles.put(type, trouble);
    }

    Optional<DnsTrouble> trouble(int type) {
        return Optional.ofNullable(troubles.getOrDefault(type, troubles.get(Type.ANY)));
    }

    /** Records of a type, under the requested name (which differs from their own below a wildcard). */
    List<Record> records(int type, Name askedFor) {
        return records.getOrDefault(type, List.of()).stream()
                .map(rr -> rr.getName().isWild() ? rr.withName(askedFor) : rr)
                .toList();
    }
}

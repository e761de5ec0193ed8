package org.sluicemta.testing.dns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** The names the server knows, and the answer to a question: RFC 1034 section 4.3.2 without delegation. */
final class DnsZones {
    private static final int MAX_CNAMES = 16;

    /** A response code and the records of the answer section. */
    record Answer(int rcode, List<Record> records) {}

    private final Map<Name, DnsNode> nodes = new HashMap<>();
    private final Set<Name> secure = new HashSet<>();

    synchronized void add(Record rr) {
        nodes.computeIfAbsent(rr.getName(), name -> new DnsNode()).add(rr);
    }

    synchronized void trouble(Name name, int type, DnsTrouble trouble) {
        nodes.computeIfAbsent(name, key -> new DnsNode()).trouble(type, trouble);
    }

    synchronized void remove(Name name) {
        nodes.remove(name);
    }

    synchronized void remove(Name name, int type) {
        DnsNode node = nodes.get(name);
        if (node != null) {
            node.remove(type);
        }
    }

    synchronized void clear() {
        nodes.clear();
        secure.clear();
    }

    synchronized void secure(Name domain) {
        secure.add(domain);
    }

    synchronized boolean isSecure(Name name) {
        return secure.stream().anyMatch(name::subdomain);
    }

    /** The trouble with a name, its wildcard's included. */
    synchronized Optional<DnsTrouble> trouble(Name name, int type) {
        return find(name).flatMap(node -> node.trouble(type));
    }

    synchronized Answer answer(Name asked, int type) {
        List<Record> answer = new ArrayList<>();
        Name name = asked;
        for (int hops = 0; hops < MAX_CNAMES; hops++) {
            Optional<DnsNode> node = find(name);
            if (node.isEmpty()) {
                return new Answer(hasChildren(name) ? Rcode.NOERROR : Rcode.NXDOMAIN, answer);
            }
            List<Record> found = node.get().records(type, name);
            List<Record> aliases = node.get().records(Type.CNAME, name);
            if (!found.isEmpty() || aliases.isEmpty()) {
                answer.addAll(found);
                return new Answer(Rcode.NOERROR, answer);
            }
            answer.addAll(aliases);
            name = ((CNAMERecord) aliases.getFirst()).getTarget();
        }
        return new Answer(Rcode.SERVFAIL, List.of()); // a loop of aliases
    }

    private Optional<DnsNode> find(Name name) {
        DnsNode exact = nodes.get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        for (int labels = 1; labels < name.labels(); labels++) {
            // RFC 4592 section 3.3.1, but an existing name in between does not hide the wildcard.
            DnsNode wild = nodes.get(name.wild(labels));
            if (wild != null) {
                return Optional.of(wild);
            }
        }
        return Optional.empty();
    }

    private boolean hasChildren(Name name) {
        return nodes.keySet().stream().anyMatch(known -> known.subdomain(name));
    }
}

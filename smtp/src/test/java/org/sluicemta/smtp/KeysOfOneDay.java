package org.sluicemta.smtp;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.mail.MessageId;
import org.sluicemta.repeat.IdempotencyKeys;
import org.sluicemta.tenant.TenantId;

/** Keys in memory, for a day that never ends. */
final class KeysOfOneDay implements IdempotencyKeys {
    private final Map<String, MessageId> first = new ConcurrentHashMap<>();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    @Override
    public Optional<MessageId> find(TenantId tenant, String key) {
        return Optional.ofNullable(first.get(tenant + "/" + key));
    }

    @Override
    public Optional<MessageId> once(TenantId tenant, String key, MessageId id, Commit commit) throws HandOffException {
        String mark = tenant + "/" + key;
        if (!underWay.add(mark)) {
            return Optional.empty();
        }
        try {
            if (!first.containsKey(mark)) {
                commit.run();
                first.put(mark, id);
            }
            return find(tenant, key);
        } finally {
            underWay.remove(mark);
        }
    }
}

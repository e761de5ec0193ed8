package org.sluicemta.smtp.policy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.inject.Inject;
import javax.inject.Singleton;

/** How many messages per minute a client may start at a listener. Thread-safe. */
@Singleton
public final class MessageRates {
    private final Map<String, ClientRates> byListener = new ConcurrentHashMap<>();

    @Inject
    MessageRates() {}

    /** Counts a message of the client; false when it sends too many. */
    boolean take(Client client) {
        int most = client.listener().limits().messagesPerMinute();
        return most == 0
                || byListener
                        .computeIfAbsent(client.listener().name(), name -> new ClientRates(most))
                        .take(client.address());
    }
}

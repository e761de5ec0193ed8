package org.sluicemta.routes.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.feedback.VouchedSend;
import org.sluicemta.mail.MessageId;

/**
 * Which reports have counted already. One valid token sent back ten thousand times is one bounce; the memory of it is
 * bounded, and what it forgets can at worst count once more.
 */
@Singleton
final class Replays {
    private static final int REMEMBERED = 200_000;
    private static final Duration FOR = Duration.ofDays(7);

    private final Cache<Report, Boolean> seen =
            Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(FOR).build();

    private record Report(MessageId id, int recipient, String kind) {}

    @Inject
    Replays() {}

    /** True the first time. */
    boolean isNew(VouchedSend send, String kind) {
        return seen.asMap().putIfAbsent(new Report(send.id(), send.recipientIndex(), kind), true) == null;
    }
}

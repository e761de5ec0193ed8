package org.sluicemta.egress;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/**
 * Where messages under a cap are reserved before they leave, so that no period sees more than its cap over a crash, a
 * restart or another node of the same store. A reservation counts from when it is made until the cap's period after its
 * last message has left.
 *
 * <p>A node that ends without settling leaves its reservations behind. They count as if their last message had left at
 * {@link Reservation#heldUntil}, so its holder must extend it before then.
 *
 * <p>All methods block, and throw an unchecked exception of the store when it can't be reached. Thread-safe.
 */
public interface CapReserve {
    /** How long a reservation is held when it is made or prolonged. */
    Duration HELD = Duration.ofMinutes(15);

    /**
     * Reserves messages.
     *
     * @param scope what is capped, in at most 200 characters
     * @param most how many at most, at least 1
     */
    Answer reserve(String scope, MessageCap cap, long most);

    /** Prolongs reservations to {@link #HELD} from now. Those that are gone are ignored. */
    void prolong(Collection<Reservation> reservations);

    /**
     * Says what was used of a reservation; the rest may be reserved again.
     *
     * @param used at most what was reserved
     * @param lastLeft when its last message left; ignored if none was used
     */
    void settle(Reservation reservation, long used, Instant lastLeft);

    /** What {@link #reserve} got. */
    sealed interface Answer {}

    /**
     * Messages that may leave until a time.
     *
     * @param id in the store
     * @param messages at least 1
     */
    record Reservation(long id, long messages, Instant heldUntil) implements Answer {}

    /** @param until when the next may be free, unless something is settled before */
    record NothingLeft(Instant until) implements Answer {}
}

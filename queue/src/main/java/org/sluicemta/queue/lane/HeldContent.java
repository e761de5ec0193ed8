package org.sluicemta.queue.lane;

import java.util.Arrays;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.jspecify.annotations.Nullable;
import org.sluicemta.queue.content.ContentRef;

/** Content that an envelope refers to, and the recipients it holds it for. */
record HeldContent(ContentRef ref, int[] recipients) {
    /** Returned mail has one envelope, without a list of recipients. */
    static final int[] RETURNED = {0};

    /**
     * Null for an envelope that has its content in itself, as versions before the content store wrote them.
     *
     * @throws IllegalArgumentException if it isn't in our format
     */
    static @Nullable HeldContent of(ICoreMessage message) {
        SimpleString ref = message.getSimpleStringProperty(LaneProperties.CONTENT);
        if (ref == null) {
            return null;
        }
        SimpleString recipients = message.getSimpleStringProperty(LaneProperties.RECIPIENTS);
        return new HeldContent(
                ContentRef.parse(ref.toString()),
                recipients == null ? RETURNED : Recipients.indexes(recipients.toString()));
    }

    /** The holders that no longer need it once these are forwarded. */
    int[] without(int[] others) {
        return Arrays.stream(recipients)
                .filter(recipient -> Arrays.stream(others).noneMatch(other -> other == recipient))
                .toArray();
    }
}

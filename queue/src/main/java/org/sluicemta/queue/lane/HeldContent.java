package org.sluicemta.queue.lane;

import java.util.Arrays;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.jspecify.annotations.Nullable;
import org.sluicemta.queue.content.ContentRef;

/** Content that an envelope refers to, and the recipients it holds it for. */
record HeldContent(ContentRef ref, int[] recipients) {
    /** Of what came back there is one envelope, which has no list of recipients. */
    static final int[] RETURNED = {0};

    /**
     * Null for an envelope that has its content in itself, as versions before the content store wrote them.
     *
     * @throws IllegalArgumentException when it is not in our form
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

    /** Those who hold it no longer when these go on. */
    int[] without(int[] others) {
        return Arrays.stream(recipients)
                .filter(recipient -> Arrays.stream(others).noneMatch(other -> other == recipient))
                .toArray();
    }
}

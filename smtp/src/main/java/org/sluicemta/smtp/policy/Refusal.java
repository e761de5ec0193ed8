package org.sluicemta.smtp.policy;

import org.jspecify.annotations.Nullable;
import org.sluicemta.smtp.reply.Reply;

/**
 * A policy's refusal.
 *
 * @param reply reply for the client
 * @param limit the limit reached, or null for other reasons
 */
public record Refusal(Reply reply, @Nullable ExceededLimit limit) {
    static Refusal of(Reply reply) {
        return new Refusal(reply, null);
    }

    static Refusal of(ExceededLimit limit, int code, String enhanced) {
        return new Refusal(Reply.of(code, enhanced, limit.words()), limit);
    }
}

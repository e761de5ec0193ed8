package org.sluicemta.limit;

/** Counts what subjects sent since midnight UTC. Never blocks. Thread-safe. */
public interface DailyUse {
    /** Counts accepted mail. */
    void add(Subject subject, int messages, int recipients);

    /** What was counted today. */
    Count today(Subject subject);

    /** Mail of one day. */
    record Count(long messages, long recipients) {
        public static final Count NONE = new Count(0, 0);

        public Count plus(Count more) {
            return new Count(messages + more.messages, recipients + more.recipients);
        }

        public Count minus(Count less) {
            return new Count(messages - less.messages, recipients - less.recipients);
        }
    }
}

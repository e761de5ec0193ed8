package org.sluicemta.limit;

/** Counts what each subject has sent since midnight UTC. Never blocks. Thread-safe. */
public interface DailyUse {
    /** Adds accepted mail. */
    void add(Subject subject, int messages, int recipients);

    /** Today's counts. */
    Count today(Subject subject);

    /** One day's mail. */
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

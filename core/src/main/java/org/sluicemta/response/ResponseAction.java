package org.sluicemta.response;

import java.time.Duration;

/**
 * What replies of a class make this server do, for the message, the source or the tenant they were given to, at the site
 * they came from. Findings of this server's own and reports do nothing.
 *
 * @param longest how long a rest lasts at most; zero unless there is one
 */
public record ResponseAction(Kind kind, Duration longest, Trigger after) {
    public static final ResponseAction NONE = new ResponseAction(Kind.NONE, Duration.ZERO, Trigger.AT_ONCE);

    /** Its words are those of responses.xml. */
    public enum Kind {
        NONE,
        /** The source sends less to the site, and then more and more again. */
        SLOW_DOWN,
        /** The source sends nothing to the site for a while. The message leaves from another one. */
        REST_SOURCE,
        /** The tenant sends nothing to the site for a while. */
        REST_TENANT,
        /** The message leaves from another source. */
        OTHER_SOURCE,
        /** The message goes to the next host of its domain. */
        NEXT_HOST;

        /** Whether something rests. */
        public boolean rests() {
            return this == REST_SOURCE || this == REST_TENANT;
        }

        /** Whether the message leaves from another source at once. */
        public boolean leavesFromAnother() {
            return this == REST_SOURCE || this == OTHER_SOURCE;
        }

        /** Whether only the message itself is concerned. */
        public boolean isOfMessage() {
            return this == OTHER_SOURCE || this == NEXT_HOST;
        }

        /** Whether it makes sense for replies where that one is to blame. */
        public boolean mayFollow(Blame blame) {
            return switch (this) {
                case NONE -> true;
                case SLOW_DOWN, REST_SOURCE, OTHER_SOURCE, NEXT_HOST -> blame == Blame.SOURCE || blame == Blame.SITE;
                case REST_TENANT -> blame != Blame.RECIPIENT;
            };
        }
    }

    /**
     * How many replies it takes.
     *
     * @param within time in which they must be given
     */
    public record Trigger(int answers, Duration within) {
        public static final int MOST_ANSWERS = 1_000;
        public static final Duration LONGEST = Duration.ofDays(1);
        public static final Trigger AT_ONCE = new Trigger(1, Duration.ofMinutes(1));

        public Trigger {
            if (answers < 1 || answers > MOST_ANSWERS) {
                throw new IllegalArgumentException("1 to " + MOST_ANSWERS + " replies, got " + answers);
            }
            if (!within.isPositive() || within.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("within 1ms to 1d, got " + within);
            }
        }
    }
}

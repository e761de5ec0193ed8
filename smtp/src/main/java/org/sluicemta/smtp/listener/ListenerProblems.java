package org.sluicemta.smtp.listener;

/** Takes the problems of one listener. */
@FunctionalInterface
interface ListenerProblems {
    /**
     * @param what is wrong, with the value seen
     * @param mend what to write instead
     */
    void add(String what, String mend);
}

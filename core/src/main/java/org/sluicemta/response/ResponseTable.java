package org.sluicemta.response;

/** Says what an answer means. Immutable, thread-safe, under 20 microseconds an answer with 500 rules. */
public interface ResponseTable {
    Classification classify(Answer answer);
}

package org.sluicemta.returnpath;

import java.util.List;
import java.util.Optional;

/** Remembers what was delivered, for as long as something may come back. Durable when {@code record} returns. */
public interface SentMailStore {
    void record(List<SentMail> sent);

    Optional<SentMail> find(ReturnPathToken token);
}

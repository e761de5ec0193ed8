package org.sluicemta.console.operation;

import java.util.List;
import java.util.Optional;

/**
 * Messages, the last accepted first.
 *
 * @param next what to ask for to get the next page; empty when this is the last
 */
public record TracePage(List<MessageTrace> messages, Optional<String> next) {
    public TracePage {
        messages = List.copyOf(messages);
    }
}

package org.sluicemta.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The message broker.
 *
 * @param url URL of an external Artemis, or empty for the embedded one
 * @param content where message content is kept; queued envelopes refer to it
 * @param directory of the embedded broker's journal, pages and large messages
 * @param addressMemory bytes per address kept in memory before it pages to disk
 * @param minLargeMessageSize bodies of this size and above are streamed to files
 * @param maxDiskUsage percent of the disk above which no mail is accepted
 */
public record BrokerSettings(
        Optional<String> url,
        ContentPlace content,
        Path directory,
        long addressMemory,
        int minLargeMessageSize,
        int maxDiskUsage) {}

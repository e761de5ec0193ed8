package org.sluicemta.smtp.data;

import java.nio.file.Path;

/**
 * Where the content of messages is kept while they are received and go through the chain.
 *
 * @param directory of the files of large messages; exists
 * @param threshold octets of one message kept in memory
 * @param budget what all messages may keep in memory together
 * @param strangers what the messages of clients who may not relay may take together, in memory and files, while they come
 */
public record Spool(Path directory, int threshold, ContentBudget budget, ContentBudget strangers) {}

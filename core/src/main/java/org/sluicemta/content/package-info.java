/**
 * The content of queued messages in a database shared by several servers. Each content is stored once, in pieces, until
 * no recipient needs it. Start with {@link org.sluicemta.content.ContentTable}. The queue's content package uses it;
 * docs/adr/0020-content-in-the-database.md explains the design.
 */
@NullMarked
package org.sluicemta.content;

import org.jspecify.annotations.NullMarked;

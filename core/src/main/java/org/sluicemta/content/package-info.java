/**
 * The content of queued messages in the database that several servers share: each once, in pieces, for as long as one of
 * its recipients holds it. Start with {@link org.sluicemta.content.ContentTable}. What it is part of is in the queue's
 * content package; why it is made so, in docs/adr/0020-content-in-the-database.md.
 */
@NullMarked
package org.sluicemta.content;

import org.jspecify.annotations.NullMarked;

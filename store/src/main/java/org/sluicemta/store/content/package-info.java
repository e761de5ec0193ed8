/**
 * The content of queued messages in the database that several servers share. Start with {@link
 * org.sluicemta.store.content.DatabaseContentTable}; docs/adr/0020-content-in-the-database.md says why it is made so.
 */
@NullMarked
package org.sluicemta.store.content;

import org.jspecify.annotations.NullMarked;

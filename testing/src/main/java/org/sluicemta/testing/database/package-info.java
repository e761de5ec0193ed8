/**
 * Real databases for tests. Start with {@link org.sluicemta.testing.database.PostgresServer}.
 */
@NullMarked
package org.sluicemta.testing.database;

import org.jspecify.annotations.NullMarked;

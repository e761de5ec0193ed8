/**
 * The relational store: embedded Derby by default, PostgreSQL when there is more than one node. Start with
 * {@link org.sluicemta.store.database.Database}, which opens it, brings its tables up to date and runs transactions. Every
 * statement in the project is written so that both understand it; instants are kept as milliseconds since 1970, because
 * the two disagree about time zones of timestamps.
 */
@NullMarked
package org.sluicemta.store.database;

import org.jspecify.annotations.NullMarked;

/**
 * The relational store: embedded Derby by default, PostgreSQL when there is more than one node. Start with {@link
 * org.sluicemta.store.database.Database}, which opens it, brings its tables up to date and runs transactions. Every
 * statement in the project works on both. Instants are stored as milliseconds since 1970, because the two handle time
 * zones of timestamps differently.
 */
@NullMarked
package org.sluicemta.store.database;

import org.jspecify.annotations.NullMarked;

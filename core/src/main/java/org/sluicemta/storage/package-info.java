/**
 * What all storage ports have in common: they throw {@link org.sluicemta.storage.StoreException} when the store behind
 * them fails, whatever library it uses. Start there.
 */
@NullMarked
package org.sluicemta.storage;

import org.jspecify.annotations.NullMarked;

/**
 * What every port to something kept has in common: when the store behind it fails it throws {@link
 * org.sluicemta.storage.StoreException}, whatever library keeps the rows. Start there.
 */
@NullMarked
package org.sluicemta.storage;

import org.jspecify.annotations.NullMarked;

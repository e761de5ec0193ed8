/** Tests of the endpoint for unsubscribing, over real connections. */
@NullMarked
package org.sluicemta.console.unsubscribe;

import org.jspecify.annotations.NullMarked;

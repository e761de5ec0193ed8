/** Tests of the HTTP API, over real connections. */
@NullMarked
package org.sluicemta.console.api;

import org.jspecify.annotations.NullMarked;

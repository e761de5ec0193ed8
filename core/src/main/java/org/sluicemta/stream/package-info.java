/** The kind of mail: a stream (transactional, marketing) decides the pool and whether unsubscribing applies. */
@NullMarked
package org.sluicemta.stream;

import org.jspecify.annotations.NullMarked;

/** Tests of what all readers of configuration share. */
@NullMarked
package org.sluicemta.config;

import org.jspecify.annotations.NullMarked;

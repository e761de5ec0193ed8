@NullMarked
package org.sluicemta.gateway.dane;

import org.jspecify.annotations.NullMarked;

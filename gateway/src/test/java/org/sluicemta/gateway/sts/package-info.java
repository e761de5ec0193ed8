@NullMarked
package org.sluicemta.gateway.sts;

import org.jspecify.annotations.NullMarked;

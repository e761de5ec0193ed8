/** The routes of mail that leaves its queue without a delivery: expired, or removed by an operator. */
@NullMarked
package org.sluicemta.routes.removal;

import org.jspecify.annotations.NullMarked;

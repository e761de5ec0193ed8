/** Tests of what a received message keeps and shows. */
@NullMarked
package org.sluicemta.smtp.data;

import org.jspecify.annotations.NullMarked;

/**
 * What a reply means: classes of answers in an operator's words, and the table of rules that assigns them. Delivery and the bounce processor share it.
 */
@NullMarked
package org.sluicemta.response;

import org.jspecify.annotations.NullMarked;

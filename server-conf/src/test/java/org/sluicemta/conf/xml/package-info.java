/** Tests of what an operator edits. */
@NullMarked
package org.sluicemta.conf.xml;

import org.jspecify.annotations.NullMarked;

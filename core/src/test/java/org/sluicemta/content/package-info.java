@NullMarked
package org.sluicemta.content;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.sluicemta.store.content;

import org.jspecify.annotations.NullMarked;

/** Mail in folders. */
@NullMarked
package org.sluicemta.mailets.repository;

import org.jspecify.annotations.NullMarked;

/**
 * Problems found in what an operator wrote, all collected before anything starts.
 */
@NullMarked
package org.sluicemta.config;

import org.jspecify.annotations.NullMarked;

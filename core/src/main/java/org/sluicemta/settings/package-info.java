/**
 * The settings of sluice.xml, as immutable records that validate themselves. Start with {@link
 * org.sluicemta.settings.ServerSettings}.
 */
@NullMarked
package org.sluicemta.settings;

import org.jspecify.annotations.NullMarked;

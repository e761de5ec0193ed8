/** Mail that belongs together for its sender, such as one mailing. Start with {@link org.sluicemta.campaign.Campaign}. */
@NullMarked
package org.sluicemta.campaign;

import org.jspecify.annotations.NullMarked;

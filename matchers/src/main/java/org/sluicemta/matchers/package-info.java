/**
 * Our own James matchers. Each checks one thing about a mail or its recipients and returns the recipients that match.
 * What they check was set on the mail by the mailets TagTenant and TagStream, or is in core.
 */
@NullMarked
package org.sluicemta.matchers;

import org.jspecify.annotations.NullMarked;

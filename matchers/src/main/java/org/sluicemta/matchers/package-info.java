/**
 * James matchers of ours: each asks one thing of a mail or its recipients and answers with the recipients it holds for.
 * What they ask about was put on the mail by the mailets TagTenant and TagStream, or is in core.
 */
@NullMarked
package org.sluicemta.matchers;

import org.jspecify.annotations.NullMarked;

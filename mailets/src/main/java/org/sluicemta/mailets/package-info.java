/**
 * Our own James mailets: thin adapters that read a James mail, call one object of core, and write the result back. A
 * message enters at {@link org.sluicemta.mailets.TagTenant} and leaves at {@link org.sluicemta.mailets.ToEgress} or
 * {@link org.sluicemta.mailets.ToBounceProcessor}, which stage it on the running chain. Headers are read and added
 * through {@link org.sluicemta.mailets.MessageOctets}, which never re-serialises a body.
 */
@NullMarked
package org.sluicemta.mailets;

import org.jspecify.annotations.NullMarked;

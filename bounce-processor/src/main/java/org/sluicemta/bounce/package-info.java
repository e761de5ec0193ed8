/**
 * Bytes of a message in, what it reports out: a bounce, a delay, a success, a complaint, an auto-reply, or nothing.
 *
 * <p>Start reading at {@link org.sluicemta.bounce.BounceProcessor}. It reads a bounded head of the message into a tree
 * of parts ({@code mime}), asks the readers of standard reports ({@code dsn}: RFC 3464, RFC 6533; {@code arf}:
 * RFC 5965, RFC 6591) and then the recognisers of the mailers that never spoke a standard ({@code text}). The result is
 * a sealed {@link org.sluicemta.bounce.ParsedReport}. Nothing here decides what is suppressed: severity and evidence go
 * out, the table of answers outside makes a class of them.
 */
@NullMarked
package org.sluicemta.bounce;

import org.jspecify.annotations.NullMarked;

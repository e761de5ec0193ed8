/**
 * The shape of a message: header fields, parts, decoded text, all over one bounded array.
 *
 * <p>Start with {@link org.sluicemta.bounce.mime.PartReader}. Parsing is our own because some reports have boundaries
 * that are missing, wrong or reused, and a strict reader loses exactly those; quoted-printable is decoded by mime4j.
 * Everything takes one pass, because the octets come from strangers. Covers RFC 5322 header fields, RFC 2045–2047 and
 * RFC 6532 as far as a reader of reports needs them.
 */
@NullMarked
package org.sluicemta.bounce.mime;

import org.jspecify.annotations.NullMarked;

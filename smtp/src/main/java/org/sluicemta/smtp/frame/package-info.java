/**
 * The wire format of SMTP. {@link org.sluicemta.smtp.frame.CommandLines} splits client input into command lines. {@link
 * org.sluicemta.smtp.frame.DataDecoder} decodes the content of DATA, {@link org.sluicemta.smtp.frame.ChunkDecoder} that
 * of BDAT. They process octets as they arrive and buffer at most one line. Start with {@code CommandLines}. RFC 5321
 * section 2.3.8, 4.1.1.4 and 4.5; RFC 3030 section 2.
 */
@NullMarked
package org.sluicemta.smtp.frame;

import org.jspecify.annotations.NullMarked;

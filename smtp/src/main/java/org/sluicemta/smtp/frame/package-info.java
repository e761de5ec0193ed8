/**
 * The wire format of SMTP. {@link org.sluicemta.smtp.frame.CommandLines} cuts command lines out of what a client sent,
 * {@link org.sluicemta.smtp.frame.DataDecoder} reads the content of DATA and {@link org.sluicemta.smtp.frame.ChunkDecoder}
 * that of BDAT. They work on runs of octets as they arrive and keep no more than a line. RFC 5321 section 2.3.8, 4.1.1.4
 * and 4.5; RFC 3030 section 2.
 */
@NullMarked
package org.sluicemta.smtp.frame;

import org.jspecify.annotations.NullMarked;

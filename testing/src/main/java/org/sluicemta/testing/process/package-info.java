/**
 * Programs of the machine that tests use as peers no one here wrote. {@link org.sluicemta.testing.process.DebianTools}
 * finds them (smtp-source, swaks, openssl, haproxy …) and says what to install for those that are missing;
 * {@link org.sluicemta.testing.process.ProcessRun} runs one within a time limit.
 */
@NullMarked
package org.sluicemta.testing.process;

import org.jspecify.annotations.NullMarked;

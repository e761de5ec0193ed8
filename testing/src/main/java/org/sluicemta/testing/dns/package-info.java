/**
 * A DNS server for one test or one demo. {@link org.sluicemta.testing.dns.FakeDns} speaks real DNS (RFC 1035, RFC
 * 7766 for TCP) on a loopback port and answers from records set in code, which may change while it runs;
 * {@link org.sluicemta.testing.dns.DnsTrouble} lists the ways it can fail for a name. It counts what it is asked.
 */
@NullMarked
package org.sluicemta.testing.dns;

import org.jspecify.annotations.NullMarked;

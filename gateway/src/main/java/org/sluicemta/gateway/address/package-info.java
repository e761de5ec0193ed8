/**
 * Which addresses mail may go to: never to this server itself, and to private networks only where an operator says so.
 * Start with {@link org.sluicemta.gateway.address.AddressRules}. RFC 5321 section 5.1, RFC 6890.
 */
@NullMarked
package org.sluicemta.gateway.address;

import org.jspecify.annotations.NullMarked;

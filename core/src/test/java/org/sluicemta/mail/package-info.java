/** Tests of ids, addresses and what a mail is made of. */
@NullMarked
package org.sluicemta.mail;

import org.jspecify.annotations.NullMarked;

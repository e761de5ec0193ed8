/** Tests of what mechanisms are made of. */
@NullMarked
package org.sluicemta.smtp.auth;

import org.jspecify.annotations.NullMarked;

/** Tests of the web servers' sockets, health and metrics. */
@NullMarked
package org.sluicemta.console.http;

import org.jspecify.annotations.NullMarked;

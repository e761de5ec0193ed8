/**
 * What can be done with a server: each operation once, with typed values, its caller, its audit entry and its errors.
 * JMX, HTTP and the command line are interfaces to it: they translate, and decide nothing. Without a running server the
 * same operations run over its database and files. Start with {@link
 * org.sluicemta.console.operation.SuppressionOperations}.
 */
@NullMarked
package org.sluicemta.console.operation;

import org.jspecify.annotations.NullMarked;

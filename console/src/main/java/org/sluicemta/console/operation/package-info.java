/**
 * What can be done to a server: each verb once, with typed values, who asks for it, its entry in the audit and its
 * errors. JMX, HTTP and the command line are faces of it: they translate, and decide nothing. Without a running server
 * the same operations run over its database. Start with {@link org.sluicemta.console.operation.SuppressionOperations}.
 */
@NullMarked
package org.sluicemta.console.operation;

import org.jspecify.annotations.NullMarked;

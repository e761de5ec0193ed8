/**
 * Metrics and health over HTTP. Start with {@link org.sluicemta.console.http.HttpServer}.
 */
@NullMarked
package org.sluicemta.console.http;

import org.jspecify.annotations.NullMarked;

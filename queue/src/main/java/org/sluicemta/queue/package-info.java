/**
 * The broker and its queues: puts mail into lanes and takes it out again. Start with {@code lane}, then {@code broker}.
 */
@NullMarked
package org.sluicemta.queue;

import org.jspecify.annotations.NullMarked;

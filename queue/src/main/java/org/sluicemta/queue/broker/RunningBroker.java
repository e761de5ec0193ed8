package org.sluicemta.queue.broker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.server.ActiveMQServer;

/** The server that direct sessions share: whether its writes can be trusted, and its queues. Thread-safe. */
final class RunningBroker {
    private final ActiveMQServer server;
    private final long timeoutMillis;
    private final Executor completions;
    private final ReentrantLock making = new ReentrantLock();
    private final Set<SimpleString> notOnDisk = ConcurrentHashMap.newKeySet();
    private volatile boolean failed;

    /**
     * @param timeoutMillis longest wait for the disk
     * @param fault called when a file could not be written
     */
    RunningBroker(ActiveMQServer server, long timeoutMillis, StorageFault fault) {
        this.server = server;
        this.timeoutMillis = timeoutMillis;
        this.completions = server.getExecutorFactory().getExecutor();
        server.registerIOCriticalErrorListener((cause, message, file) -> {
            failed = true;
            fault.happened(message + (file == null ? "" : ", file " + file), cause);
        });
    }

    /**
     * A context for one caller's writes. The callbacks of all contexts run in one sequence, so that a flush that twenty
     * senders were waiting for wakes one thread of the broker instead of twenty. No callback blocks.
     */
    OperationContext context() {
        return server.getStorageManager().newContext(completions);
    }

    ActiveMQServer server() {
        return server;
    }

    /** Whether it accepts mail now. */
    boolean canWrite() {
        return isUsable() && !server.getPagingManager().isDiskFull();
    }

    /**
     * Whether its replies can be trusted. They can't once a file could not be written: the broker then stops itself on
     * another thread, and until it has stopped, it replies as if pages and large messages were on disk.
     */
    boolean isUsable() {
        return !failed && server.isActive();
    }

    /** Returns when everything done in this context is on disk. */
    void await(OperationContext context) throws Exception {
        if (!context.waitCompletion(timeoutMillis)) {
            throw new ActiveMQException(
                    ActiveMQExceptionType.CONNECTION_TIMEDOUT, "the disk did not answer in " + timeoutMillis + " ms");
        }
        requireUsable();
    }

    /** Throws if a file could not be written. */
    void requireUsable() throws ActiveMQException {
        if (failed) {
            throw new ActiveMQException(ActiveMQExceptionType.IO_ERROR, "the broker cannot write and stops");
        }
    }

    /**
     * Creates a queue unless it exists. It is on disk when this returns, whoever created it, because mail in it depends
     * on that.
     */
    void make(SimpleString queue, OperationContext context) throws Exception {
        if (server.locateQueue(queue) != null && !notOnDisk.contains(queue)) {
            return;
        }
        making.lock();
        try {
            if (server.locateQueue(queue) == null) {
                notOnDisk.add(queue);
                server.createQueue(
                        EmbeddedConfiguration.durable(queue.toString())
                                .setAutoCreated(true)
                                .setAutoCreateAddress(true),
                        true);
                await(context);
            }
        } finally {
            notOnDisk.remove(queue);
            making.unlock();
        }
    }
}

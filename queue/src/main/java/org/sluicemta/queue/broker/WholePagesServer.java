package org.sluicemta.queue.broker;

import java.io.File;
import java.nio.ByteBuffer;
import javax.management.MBeanServer;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.apache.activemq.artemis.core.io.SequentialFileFactory;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFileFactory;
import org.apache.activemq.artemis.core.paging.PagingStoreFactory;
import org.apache.activemq.artemis.core.paging.impl.PagingStoreFactoryNIO;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/**
 * A broker that notices partially written pages. Artemis writes pages from off-heap buffers with a single call and
 * assumes that all of it was written. On a disk that has just become full, only part of it is. The message was then
 * acknowledged at its origin but unreadable in its page. From a heap buffer Artemis keeps writing until everything is
 * written, or fails.
 */
final class WholePagesServer extends ActiveMQServerImpl {
    WholePagesServer(Configuration configuration, MBeanServer beans) {
        super(configuration, beans, (ActiveMQSecurityManager) null);
    }

    @Override
    protected PagingStoreFactory getPagingStoreFactory() {
        Configuration configuration = getConfiguration();
        return new PagingStoreFactoryNIO(
                getStorageManager(),
                configuration.getPagingLocation(),
                configuration.getPageSyncTimeout(),
                scheduledPool,
                pageExecutorFactory,
                configuration.isJournalSyncNonTransactional(),
                ioCriticalErrorListener,
                configuration::isPurgePageFolders) {
            @Override
            protected SequentialFileFactory newFileFactory(String directory) {
                return new HeapBuffers(new File(configuration.getPagingLocation(), directory), ioCriticalErrorListener);
            }
        };
    }

    private static final class HeapBuffers extends NIOSequentialFileFactory {
        HeapBuffers(File directory, IOCriticalErrorListener listener) {
            super(directory, false, listener, 1);
        }

        @Override
        public ByteBuffer newBuffer(int size) {
            return ByteBuffer.allocate(size);
        }

        @Override
        public ByteBuffer newBuffer(int size, boolean zeroed) {
            return ByteBuffer.allocate(size);
        }

        @Override
        public void releaseBuffer(ByteBuffer buffer) {
            releaseDirectBuffer(buffer); // which leaves those in the heap to the collector
        }
    }
}

package org.sluicemta.queue.broker;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.management.QueueControl;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.postoffice.impl.LocalQueueBinding;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;

/** The queues of the embedded broker, accessed without management messages. */
final class LocalQueues implements QueueControls {
    private final ActiveMQServer server;
    private final long timeoutMillis;

    LocalQueues(ActiveMQServer server, BrokerTuning tuning) {
        this.server = server;
        this.timeoutMillis = tuning.callTimeout().toMillis();
    }

    @Override
    public List<QueueFacts> list(String prefix) {
        Stream<Queue> queues = server.getPostOffice()
                .getAllBindings()
                .filter(LocalQueueBinding.class::isInstance)
                .map(binding -> ((LocalQueueBinding) binding).getQueue());
        return queues.filter(queue -> queue.getName().toString().startsWith(prefix))
                .map(LocalQueues::facts)
                .toList();
    }

    @Override
    public Optional<QueueFacts> find(String queue) {
        return Optional.ofNullable(server.locateQueue(SimpleString.of(queue))).map(LocalQueues::facts);
    }

    private static QueueFacts facts(Queue queue) {
        return new QueueFacts(
                queue.getName().toString(),
                queue.getMessageCount(),
                queue.getDeliveringCount(),
                queue.getMessagesAcknowledged(),
                queue.getConsumerCount(),
                queue.isPaused());
    }

    @Override
    public void create(String queue) throws Exception {
        onDisk(() -> server.createQueue(EmbeddedConfiguration.durable(queue).setAutoCreateAddress(true), true));
    }

    @Override
    public void delete(String queue) throws Exception {
        SimpleString name = SimpleString.of(queue);
        onDisk(() -> {
            if (server.locateQueue(name) != null) {
                server.destroyQueue(name, null, true, false, true);
            }
            return name;
        });
    }

    /**
     * Returns when the result is on disk. A thread of the broker does the work: it writes files, which an interrupt of
     * the caller would close.
     */
    private void onDisk(Callable<?> doing) throws Exception {
        StorageManager storage = server.getStorageManager();
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            OperationContext context =
                    storage.newContext(server.getExecutorFactory().getExecutor());
            storage.setContext(context);
            try {
                doing.call();
                return context.waitCompletion(timeoutMillis);
            } finally {
                storage.clearContext();
            }
        });
        server.getThreadPool().execute(task);
        if (!task.get()) {
            throw new IllegalStateException("the disk did not answer in " + timeoutMillis + " ms");
        }
    }

    @Override
    public void settle(String queue) throws Exception {
        // Not flushExecutor(): it thinks an executor that has tasks but no thread yet is idle.
        Queue settling = queue(queue);
        FutureTask<Void> counted = new FutureTask<>(() -> {}, null);
        settling.getExecutor().execute(counted);
        counted.get(timeoutMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void pause(String queue) throws Exception {
        control(queue).pause(true);
    }

    @Override
    public void resume(String queue) throws Exception {
        control(queue).resume();
    }

    @Override
    public int move(String queue, String filter, String target) throws Exception {
        QueueControl moving = control(queue);
        FutureTask<Integer> move = new FutureTask<>(() -> moving.moveMessages(filter, target));
        server.getThreadPool().execute(move); // it writes files, which an interrupt of the caller would close
        return move.get();
    }

    @Override
    public void look(String queue, Consumer<ICoreMessage> each) throws Exception {
        Queue looked = server.locateQueue(SimpleString.of(queue));
        if (looked == null) {
            return; // removed after it was listed, so it was empty
        }
        settle(queue);
        FutureTask<Void> look = new FutureTask<>(() -> look(looked, each), null);
        server.getThreadPool().execute(look); // it reads files, see move
        look.get();
    }

    private static void look(Queue queue, Consumer<ICoreMessage> each) {
        try (LinkedListIterator<MessageReference> waiting = queue.browserIterator()) {
            while (waiting.hasNext()) {
                each.accept(waiting.next().getMessage().toCore());
            }
        }
    }

    @Override
    public List<String> delivering(String queue, SimpleString property) {
        Queue looked = server.locateQueue(SimpleString.of(queue));
        if (looked == null) {
            return List.of();
        }
        return looked.getDeliveringMessages().values().stream()
                .flatMap(List::stream)
                .map(held -> held.getMessage().toCore().getSimpleStringProperty(property))
                .filter(Objects::nonNull)
                .map(SimpleString::toString)
                .toList();
    }

    @Override
    public long count(String queue, String filter) throws Exception {
        QueueControl counting = control(queue);
        FutureTask<Long> count = new FutureTask<>(() -> counting.countMessages(filter));
        server.getThreadPool().execute(count); // it reads files, see move
        return count.get();
    }

    @Override
    public long oldestAgeMillis(String queue) throws Exception {
        Long age = control(queue).getFirstMessageAge();
        return age == null ? 0 : age;
    }

    private Queue queue(String name) {
        Queue found = server.locateQueue(SimpleString.of(name));
        if (found == null) {
            throw new IllegalArgumentException("there is no queue " + name);
        }
        return found;
    }

    private QueueControl control(String queue) {
        QueueControl control = server.getManagementService().getQueueControl(queue);
        if (control == null) {
            throw new IllegalArgumentException("there is no queue " + queue);
        }
        return control;
    }
}

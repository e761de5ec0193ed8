package org.sluicemta.smtp;

import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.admission.Pressure;
import org.sluicemta.chain.ChainPlan;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.settings.ChainSettings;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.smtp.chain.ChainLoader;
import org.sluicemta.smtp.chain.ChainPool;
import org.sluicemta.smtp.chain.LoadedChain;
import org.sluicemta.smtp.container.ChainMailetContext;
import org.sluicemta.smtp.container.InjectedMailets;
import org.sluicemta.smtp.data.Spool;
import org.sluicemta.smtp.listener.Conversations;
import org.sluicemta.smtp.listener.SmtpListener;
import org.sluicemta.smtp.metrics.FrontDoorMetrics;
import org.sluicemta.smtp.policy.RefusalLog;

/**
 * The SMTP side of the server: the mailet chain and the listeners in front of it. Started last, when everything the
 * chain hands over to is ready, and stopped first. Not restartable; create a new one.
 */
@Singleton
public final class FrontDoor {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
    private static final int LOOPS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final ChainSettings chainSettings;
    private final InjectedMailets mailets;
    private final ChainMailetContext context;
    private final LoadedChain chain;
    private final Conversations conversations;
    private final Spool spool;
    private final Pressure pressure;
    private final RefusalLog refusals;
    private final FrontDoorMetrics metrics;
    private final List<SmtpListener> listeners = new ArrayList<>();
    private @Nullable NioEventLoopGroup loops;
    private @Nullable ExecutorService workers;
    private @Nullable ExecutorService chainThreads;
    private volatile @Nullable ChainPool chains;

    @Inject
    public FrontDoor(
            ServerSettings settings,
            InjectedMailets mailets,
            ChainMailetContext context,
            LoadedChain chain,
            Conversations conversations,
            Spool spool,
            Pressure pressure,
            RefusalLog refusals,
            FrontDoorMetrics metrics) {
        this.chainSettings = settings.smtp().chain();
        this.mailets = mailets;
        this.context = context;
        this.chain = chain;
        this.conversations = conversations;
        this.spool = spool;
        this.pressure = pressure;
        this.refusals = refusals;
        this.metrics = metrics;
    }

    /**
     * Makes the mailets and matchers, before the listeners are opened.
     *
     * @throws ConfigurationException with everything that they refuse of their parameters
     */
    public void load(ChainPlan plan) throws ConfigurationException {
        chain.put(new ChainLoader(mailets, mailets, context).load(plan));
    }

    /**
     * Opens the listeners, once the chain is loaded.
     *
     * @return the listeners with their actual ports
     * @throws IOException when a port or file can't be used; anything opened is closed again
     */
    public List<BoundListener> start(List<ListenerSettings> listening) throws IOException {
        spool.makeDirectory();
        loops = new NioEventLoopGroup(LOOPS, new DefaultThreadFactory("smtp"));
        workers = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("smtp-work-", 0).factory());
        chainThreads = ChainPool.threads(chainSettings.threads());
        ChainPool pool = new ChainPool(chainThreads, chainSettings, System::nanoTime);
        chains = pool;
        try {
            for (ListenerSettings settings : listening) {
                listeners.add(open(settings, pool));
            }
        } catch (IOException | RuntimeException e) {
            stop(Duration.ZERO);
            throw e;
        }
        metrics.show(pressure);
        metrics.show(pool);
        List<BoundListener> bound = bound();
        LOG.info("listening: {}", bound);
        return bound;
    }

    /** The listeners with their actual ports; empty before the start. */
    public List<BoundListener> bound() {
        List<BoundListener> bound = new ArrayList<>();
        for (SmtpListener listener : listeners) {
            for (InetSocketAddress address : listener.addresses()) {
                bound.add(new BoundListener(listener.settings().name(), address));
            }
        }
        return bound;
    }

    /** Why no message can get through the chain any more; empty while it works and before the start. */
    public Optional<String> chainProblem() {
        ChainPool pool = chains;
        return pool == null ? Optional.empty() : pool.problem();
    }

    /**
     * Stops accepting connections and mail, waits for transactions in flight, then closes the rest.
     *
     * @param bound maximum time to wait, for all listeners together
     */
    public void stop(Duration bound) {
        List<Thread> stopping = listeners.stream()
                .map(listener -> Thread.ofVirtual().start(() -> stop(listener, bound)))
                .toList();
        stopping.forEach(FrontDoor::join);
        listeners.clear();
        refusals.close();
        finishWork(workers, bound);
        finishWork(chainThreads, bound);
        if (loops != null) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
        }
        chain.close();
    }

    /**
     * Messages still in the chain after the bound are abandoned: their clients got no 250 and keep them. They aren't
     * interrupted, because an interrupt closes the file a thread is writing, which may be the broker's.
     */
    private static void finishWork(@Nullable ExecutorService threads, Duration bound) {
        if (threads == null) {
            return;
        }
        threads.shutdown();
        try {
            if (!threads.awaitTermination(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("messages still in the mailet chain after {}; not accepted, clients will resend", bound);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SmtpListener open(ListenerSettings settings, ChainPool pool) throws IOException {
        if (loops == null || workers == null) {
            throw new IllegalStateException("the front door is not starting");
        }
        SmtpListener listener = new SmtpListener(settings, conversations, metrics, loops, workers, pool);
        listener.start();
        return listener;
    }

    private static void stop(SmtpListener listener, Duration bound) {
        try {
            listener.stop(bound);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

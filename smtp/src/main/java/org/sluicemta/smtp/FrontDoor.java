package org.sluicemta.smtp;

import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.disk.OwnerOnly;
import org.sluicemta.event.EventLog;
import org.sluicemta.handoff.HandOff;
import org.sluicemta.keys.password.NameSalts;
import org.sluicemta.listener.AuthSettings;
import org.sluicemta.mail.MessageIdSource;
import org.sluicemta.repeat.RepeatKeys;
import org.sluicemta.returnpath.ReturnPathTokens;
import org.sluicemta.settings.ChainSettings;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.smtp.auth.TokenChecks;
import org.sluicemta.smtp.chain.ChainConfiguration;
import org.sluicemta.smtp.chain.ChainPool;
import org.sluicemta.smtp.chain.MailetChain;
import org.sluicemta.smtp.container.ChainMailetContext;
import org.sluicemta.smtp.container.InjectedMailets;
import org.sluicemta.smtp.data.ContentBudget;
import org.sluicemta.smtp.data.Spool;
import org.sluicemta.smtp.intake.MailIntake;
import org.sluicemta.smtp.intake.PostChainCheck;
import org.sluicemta.smtp.listener.ListenerReader;
import org.sluicemta.smtp.listener.SmtpListener;
import org.sluicemta.smtp.metrics.FrontDoorMetrics;
import org.sluicemta.smtp.policy.DoorRules;
import org.sluicemta.smtp.session.Door;
import org.sluicemta.tenant.PasswordCheck;
import org.sluicemta.tenant.TenantDirectory;

/**
 * The SMTP side of the server: the mailet chain and the listeners in front of it. Started last, when everything the chain
 * hands over to is ready, and stopped first. Not restartable: make a new one.
 */
@Singleton
public final class FrontDoor {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
    private static final int IN_MEMORY = 256 * 1024;
    private static final int LOOPS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final ServerSettings settings;
    private final ReturnPathTokens tokens;
    private final TenantDirectory tenants;
    private final PasswordCheck passwords;
    private final NameSalts salts;
    private final MessageIdSource ids;
    private final EventLog events;
    private final InstantSource clock;
    private final HandOff handOff;
    private final InjectedMailets mailets;
    private final ChainMailetContext context;
    private final FrontDoorMetrics counters;
    private final DoorRules rules;
    private final RepeatKeys keys;
    private final List<SmtpListener> listeners = new ArrayList<>();
    private @Nullable MailetChain chain;
    private @Nullable NioEventLoopGroup loops;
    private @Nullable ExecutorService workers;
    private @Nullable ExecutorService chainThreads;
    private volatile @Nullable ChainPool chains;

    @Inject
    public FrontDoor(
            ServerSettings settings,
            ReturnPathTokens tokens,
            TenantDirectory tenants,
            PasswordCheck passwords,
            NameSalts salts,
            MessageIdSource ids,
            EventLog events,
            InstantSource clock,
            HandOff handOff,
            InjectedMailets mailets,
            ChainMailetContext context,
            FrontDoorMetrics counters,
            DoorRules rules,
            RepeatKeys keys) {
        this.settings = settings;
        this.tokens = tokens;
        this.tenants = tenants;
        this.passwords = passwords;
        this.salts = salts;
        this.ids = ids;
        this.events = events;
        this.clock = clock;
        this.handOff = handOff;
        this.mailets = mailets;
        this.context = context;
        this.counters = counters;
        this.rules = rules;
        this.keys = keys;
    }

    /**
     * Loads the chain, then opens the listeners.
     *
     * @param smtpServers root of smtpserver.xml
     * @param mailetContainer root of mailetcontainer.xml
     * @param home directory that file names in smtpserver.xml are relative to
     * @return the listeners with the ports they got
     * @throws ConfigurationException with every problem of the file that is wrong
     * @throws IOException when a port or file cannot be used; what was opened is closed again
     */
    public List<BoundListener> start(
            HierarchicalConfiguration<ImmutableNode> smtpServers,
            HierarchicalConfiguration<ImmutableNode> mailetContainer,
            Path home)
            throws ConfigurationException, IOException {
        List<ListenerReader.Read> read = new ListenerReader(home).read(smtpServers);
        MailetChain loaded = new ChainConfiguration(mailets, mailets, context).load(mailetContainer);
        chain = loaded;
        context.connect(loaded);
        loops = new NioEventLoopGroup(LOOPS, new DefaultThreadFactory("smtp"));
        workers = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("smtp-work-", 0).factory());
        ChainSettings limits = settings.door().chain();
        chainThreads = ChainPool.threads(limits.threads());
        ChainPool pool = new ChainPool(chainThreads, limits, System::nanoTime);
        chains = pool;
        try {
            Door door = door(loaded, new TokenChecks(auth(read), clock));
            for (ListenerReader.Read one : read) {
                listeners.add(open(one, door, pool));
            }
        } catch (IOException | RuntimeException e) {
            stop(Duration.ZERO);
            throw e;
        }
        counters.show(rules.pressure());
        counters.show(pool);
        List<BoundListener> bound = bound();
        LOG.info("listening: {}", bound);
        return bound;
    }

    /** The listeners with the ports they got; empty before the start. */
    public List<BoundListener> bound() {
        List<BoundListener> bound = new ArrayList<>();
        for (SmtpListener listener : listeners) {
            for (InetSocketAddress address : listener.addresses()) {
                bound.add(new BoundListener(listener.settings().name(), address));
            }
        }
        return bound;
    }

    /** Why no message can get through the chain any more; empty before the start. */
    public Optional<String> chainProblem() {
        ChainPool pool = chains;
        return pool == null ? Optional.empty() : pool.problem();
    }

    /**
     * Takes no more connections and no more mail, waits for transactions in flight, then closes what is left.
     *
     * @param bound how long to wait at most, all listeners together
     */
    public void stop(Duration bound) {
        List<Thread> stopping = listeners.stream()
                .map(listener -> Thread.ofVirtual().start(() -> stop(listener, bound)))
                .toList();
        stopping.forEach(FrontDoor::join);
        listeners.clear();
        rules.refusals().close();
        finishWork(workers, bound);
        finishWork(chainThreads, bound);
        if (loops != null) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
        }
        if (chain != null) {
            chain.close();
        }
    }

    /**
     * What is still in its chain after the bound is left behind: its client got no 250 and keeps the message. It is not
     * interrupted, because an interrupt closes the file that a thread writes, and the file may be the broker's.
     */
    private static void finishWork(@Nullable ExecutorService threads, Duration bound) {
        if (threads == null) {
            return;
        }
        threads.shutdown();
        try {
            if (!threads.awaitTermination(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("some messages are still in their chain after {}; their clients keep them", bound);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<AuthSettings> auth(List<ListenerReader.Read> read) {
        return read.stream().map(one -> one.settings().auth()).toList();
    }

    private Door door(MailetChain loaded, TokenChecks tokenChecks) throws IOException {
        Path directory = OwnerOnly.makeDirectory(settings.dataDirectory().resolve("receiving"));
        Spool spool = new Spool(
                directory,
                IN_MEMORY,
                new ContentBudget(Runtime.getRuntime().maxMemory() / 8),
                new ContentBudget(strangers()));
        return new Door(
                settings.hostName(),
                settings.relayPolicy(),
                settings.bounceDomain(),
                tokens,
                tenants,
                passwords,
                salts,
                ids,
                events,
                clock,
                spool,
                new MailIntake(loaded, handOff, events, new PostChainCheck(rules, counters), keys),
                counters,
                tokenChecks,
                rules);
    }

    private long strangers() {
        long octets = settings.door().limits().content().strangers();
        return octets == 0 ? Long.MAX_VALUE : octets;
    }

    private SmtpListener open(ListenerReader.Read read, Door door, ChainPool pool) throws IOException {
        if (loops == null || workers == null) {
            throw new IllegalStateException("the front door is not starting");
        }
        SmtpListener listener = new SmtpListener(read.settings(), door, loops, workers, pool);
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

package org.sluicemta.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.sluicemta.assembly.SluiceServer;
import org.sluicemta.console.jmx.QueuesMXBean;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventType;
import org.sluicemta.settings.Endpoint;
import org.sluicemta.testing.mail.BounceReport;
import org.sluicemta.testing.mail.ComplaintReport;
import org.sluicemta.testing.mail.StoredMail;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.WireReply;

/** The story: mail of two tenants goes out by two pools, and what comes back stops the next one. */
final class DemoStory {
    private static final String ANNA = "anna@inbox.example";
    private static final String CLARA = "clara@remote.example";
    private static final String DAVID = "david@remote.example";
    private static final String FRIDA = "frida@remote.example";
    private static final String EMIL = "emil@remote.example";

    private final SluiceServer server;
    private final DemoInternet internet;
    private final DemoEvents events;
    private final DemoNarrator narrator;

    DemoStory(SluiceServer server, DemoInternet internet, DemoEvents events, DemoNarrator narrator) {
        this.server = server;
        this.internet = internet;
        this.events = events;
        this.narrator = narrator;
    }

    void play() {
        narrator.step("The server is up and ready", this::serverIsReady);
        narrator.step("A stranger may not relay", this::strangerMayNotRelay);
        narrator.step("Tenant acme submits an order confirmation (STARTTLS, AUTH)", this::acmeSends);
        narrator.step("It reaches a real mailbox", this::mailboxHasIt);
        narrator.step("It is signed: the receiver's DKIM check passes", this::signatureHolds);
        narrator.step("Its return path is a signed token that shows no address", this::returnPathIsToken);
        narrator.step("Tenant globex submits a newsletter", this::globexSends);
        narrator.step(
                "Transactional and marketing leave by lanes, addresses and names of their own", this::poolsDiffer);
        narrator.step("A greylisted recipient is tried again and delivered", this::greylistedIsRetried);
        narrator.step(
                "A refused recipient bounces, the sender is told, the recipient suppressed", this::refusedBounces);
        narrator.step("A bounce that comes back later suppresses its recipient", this::lateBounceSuppresses);
        narrator.step("A complaint, sent to CFBL-Address, suppresses its recipient", this::complaintSuppresses);
        narrator.step("A mailbox provider's button unsubscribes, a link scanner does not", this::oneClickUnsubscribes);
        narrator.step("Mail to a suppressed recipient is held back", this::suppressedIsHeldBack);
        narrator.step("A forged token is refused at RCPT", this::forgedTokenIsRefused);
        narrator.step(
                "Marketing is paused over JMX; transactional goes on; resumed, nothing is lost",
                this::pauseHoldsOneLane);
        narrator.step("The metrics have counted it", this::metricsCount);
    }

    private String serverIsReady() throws Exception {
        String body = get("/health/ready", 200);
        return server.summary() + "; " + body;
    }

    private String strangerMayNotRelay() throws Exception {
        WireReply reply =
                internet.sendFromRemote(relay(), "stranger@remote.example", "victim@inbox.example", new byte[0]);
        check(reply.code() == 550 || reply.code() == 554, "a stranger's RCPT was answered " + reply);
        return "RCPT TO:<victim@inbox.example> from an untrusted address: " + reply;
    }

    private String acmeSends() throws Exception {
        return DemoSender.ACME.send(submission(), "Your order 4711", ANNA, CLARA);
    }

    private String mailboxHasIt() throws Exception {
        StoredMail mail = orderConfirmation();
        check(internet.inbox().readInbox(ANNA).size() == 1, "IMAP does not show the mail in " + ANNA + "'s inbox");
        return ANNA + " has \"" + mail.header("Subject").orElse("") + "\", with Date and Message-ID "
                + mail.header("Message-ID").orElse("missing");
    }

    private String signatureHolds() throws Exception {
        return DemoSignature.verify(orderConfirmation().content(), internet.dns());
    }

    private String returnPathIsToken() throws Exception {
        String mailFrom = clarasMessage("Your order 4711").mailFrom().address();
        check(mailFrom.endsWith("@" + DemoInternet.BOUNCE_DOMAIN), "MAIL FROM was " + mailFrom);
        check(!mailFrom.contains("clara") && !mailFrom.contains("acme"), "an address is readable in " + mailFrom);
        return "MAIL FROM:<" + mailFrom + ">";
    }

    private String globexSends() throws Exception {
        return DemoSender.GLOBEX.send(submission(), "News of the week", "bert@inbox.example", CLARA);
    }

    private String poolsDiffer() throws Exception {
        ReceivedMessage order = clarasMessage("Your order 4711");
        ReceivedMessage news = clarasMessage("News of the week");
        check(order.peerAddress().equals("127.0.0.2"), "the order came from " + order.peerAddress());
        check(news.peerAddress().equals("127.0.0.3"), "the newsletter came from " + news.peerAddress());
        check(order.heloName().equals("tx1.sluice.example"), "the order's EHLO was " + order.heloName());
        check(news.heloName().equals("mkt1.sluice.example"), "the newsletter's EHLO was " + news.heloName());
        List<String> lanes = events.seen(EventType.QUEUED, CLARA).stream()
                .map(event -> Objects.toString(event.mail().lane()))
                .toList();
        check(
                lanes.stream().anyMatch(lane -> lane.startsWith("egress.transactional."))
                        && lanes.stream().anyMatch(lane -> lane.startsWith("egress.marketing.")),
                "lanes were " + lanes);
        return order.peerAddress() + " as " + order.heloName() + " and " + news.peerAddress() + " as " + news.heloName()
                + ", from " + lanes;
    }

    private String greylistedIsRetried() throws Exception {
        DemoSender.ACME.send(submission(), "Your invoice", DemoInternet.PUT_OFF);
        Event deferred = events.await(EventType.DEFERRED, DemoInternet.PUT_OFF);
        Event delivered = events.await(EventType.DELIVERED, DemoInternet.PUT_OFF);
        return "first " + replyOf(deferred) + ", then " + replyOf(delivered);
    }

    private String refusedBounces() throws Exception {
        DemoSender.ACME.send(submission(), "Welcome", DemoInternet.UNKNOWN);
        Event bounced = events.await(EventType.BOUNCED, DemoInternet.UNKNOWN);
        String sender = DemoSender.ACME.from();
        StoredMail notice =
                internet.inbox().awaitMessage(mail -> mail.recipient().equals(sender), DemoEvents.PATIENCE);
        awaitSuppressed(DemoInternet.UNKNOWN, "acme");
        return replyOf(bounced) + "; " + sender + " has \""
                + notice.header("Subject").orElse("") + "\"";
    }

    private String lateBounceSuppresses() throws Exception {
        DemoSender.ACME.send(submission(), "Please confirm", DAVID);
        ReceivedMessage sent = internet.remote().awaitMessage(message -> message.isFor(DAVID), DemoEvents.PATIENCE);
        byte[] report = BounceReport.failure("mx.remote.example", DAVID, "5.1.1", "550 5.1.1 Mailbox removed")
                .answering(sent);
        WireReply reply = internet.sendFromRemote(relay(), "", sent.mailFrom().address(), report);
        check(reply.code() == 250, "the bounce was answered " + reply);
        Event event = events.await(EventType.REMOTE_BOUNCE, DAVID);
        awaitSuppressed(DAVID, "acme");
        return "joined to message " + event.mail().messageId() + " of tenant "
                + event.mail().tenant();
    }

    private String complaintSuppresses() throws Exception {
        DemoSender.GLOBEX.send(submission(), "More news", EMIL);
        ReceivedMessage sent = internet.remote().awaitMessage(message -> message.isFor(EMIL), DemoEvents.PATIENCE);
        String address = sent.header("CFBL-Address").orElse("").split(";", 2)[0];
        byte[] report = ComplaintReport.abuse("mx.remote.example", EMIL).answering(sent, address);
        WireReply reply = internet.sendFromRemote(relay(), "feedback@remote.example", address, report);
        check(reply.code() == 250, "the complaint was answered " + reply);
        Event event = events.await(EventType.COMPLAINT, EMIL);
        awaitSuppressed(EMIL, "globex");
        return "joined to message " + event.mail().messageId() + " of tenant "
                + event.mail().tenant();
    }

    private String oneClickUnsubscribes() throws Exception {
        DemoSender.GLOBEX.send(submission(), "Old news", FRIDA);
        ReceivedMessage sent = internet.remote().awaitMessage(message -> message.isFor(FRIDA), DemoEvents.PATIENCE);
        DemoLink link = DemoLink.in(sent, server.listener("unsubscribe"));
        String page = link.open();
        check(!server.isSuppressed(FRIDA, "globex"), "opening the link unsubscribed " + FRIDA);
        check(page.contains("<form method=\"post\">"), "the link led to " + page);
        link.oneClick();
        Event event = events.await(EventType.UNSUBSCRIBED, FRIDA);
        awaitSuppressed(FRIDA, "globex");
        return link.address() + " asks on GET; after the POST " + FRIDA + " gets no more of stream "
                + event.mail().stream() + " of tenant " + event.mail().tenant();
    }

    private String suppressedIsHeldBack() throws Exception {
        String reply = DemoSender.GLOBEX.send(submission(), "Even more news", EMIL, "bert@inbox.example");
        events.await(EventType.SUPPRESSED, EMIL);
        internet.inbox().awaitMessage(mail -> hasSubject(mail, "Even more news"), DemoEvents.PATIENCE);
        long toEmil = internet.remote().messages().stream()
                .filter(message -> message.isFor(EMIL))
                .count();
        check(toEmil == 1, EMIL + " got " + toEmil + " messages");
        return reply + "; " + EMIL + " was left out, bert@inbox.example has it";
    }

    private String forgedTokenIsRefused() throws Exception {
        String token = clarasMessage("Your order 4711").mailFrom().address();
        char last = token.charAt(token.indexOf('@') - 3);
        String forged = token.substring(0, token.indexOf('@') - 3)
                + (last == 'a' ? 'b' : 'a')
                + token.substring(token.indexOf('@') - 2);
        WireReply reply = internet.sendFromRemote(relay(), "", forged, new byte[0]);
        check(reply.code() == 550, "a forged token was answered " + reply);
        return "RCPT TO:<" + forged + ">: " + reply;
    }

    private String pauseHoldsOneLane() throws Exception {
        QueuesMXBean queues = server.queues();
        queues.pause("pool=marketing", "demo");
        DemoSender.GLOBEX.send(submission(), "Held news", "carl@inbox.example");
        DemoSender.ACME.send(submission(), "Your parcel", ANNA);
        internet.inbox().awaitMessage(mail -> hasSubject(mail, "Your parcel"), DemoEvents.PATIENCE);
        long held = queues.getLanes().stream()
                .filter(lane -> lane.pool().equals("marketing"))
                .mapToLong(lane -> lane.depth())
                .sum();
        check(held == 1, "the paused pool holds " + held + " messages");
        check(events.seen(EventType.DELIVERED, "carl@inbox.example").isEmpty(), "a paused lane delivered");
        queues.resume("pool=marketing", "demo");
        internet.inbox().awaitMessage(mail -> hasSubject(mail, "Held news"), DemoEvents.PATIENCE);
        return "1 message waited in the paused pool and arrived after resume";
    }

    private String metricsCount() throws Exception {
        String metrics = get("/metrics", 200);
        List<String> delivered = metrics.lines()
                .filter(line -> line.startsWith("sluice_gateway_attempts_total{") && line.contains("\"delivered\""))
                .toList();
        check(!delivered.isEmpty(), "no count of deliveries in /metrics");
        return String.join(", ", delivered);
    }

    private StoredMail orderConfirmation() {
        return internet.inbox().awaitMessage(mail -> hasSubject(mail, "Your order 4711"), DemoEvents.PATIENCE);
    }

    private ReceivedMessage clarasMessage(String subject) {
        return internet.remote()
                .awaitMessage(
                        message -> message.isFor(CLARA)
                                && message.header("Subject").orElse("").equals(subject),
                        DemoEvents.PATIENCE);
    }

    private static boolean hasSubject(StoredMail mail, String subject) {
        return mail.header("Subject").orElse("").equals(subject);
    }

    private static String replyOf(Event event) {
        return event.attempt() == null
                ? "no attempt"
                : Objects.toString(event.attempt().reply());
    }

    private String get(String path, int wanted) throws IOException, InterruptedException, DemoCheckFailure {
        Endpoint http = server.http();
        URI address = URI.create("http://" + http.address() + ":" + http.port() + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            check(
                    response.statusCode() == wanted,
                    path + " was answered " + response.statusCode() + " " + response.body());
            return response.body();
        }
    }

    private InetSocketAddress relay() {
        return server.listener("relay");
    }

    private InetSocketAddress submission() {
        return server.listener("submission");
    }

    /** The list is written right after the event that is its evidence. */
    private void awaitSuppressed(String address, String tenant) throws InterruptedException, DemoCheckFailure {
        long deadline = System.nanoTime() + DemoEvents.PATIENCE.toNanos();
        Semaphore never = new Semaphore(0);
        while (!server.isSuppressed(address, tenant)) {
            boolean late = never.tryAcquire(20, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline;
            check(!late, address + " is not suppressed for " + tenant);
        }
    }

    private static void check(boolean holds, String otherwise) throws DemoCheckFailure {
        if (!holds) {
            throw new DemoCheckFailure(otherwise);
        }
    }
}

package org.sluicemta.testing.smtp;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** One client's session: reads commands, enforces their order (RFC 5321 section 4.1.4) and passes messages on. */
final class SinkSession {
    private static final Runnable NOTHING = () -> {};
    private static final Set<String> VERBS = Set.of(
            "EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "BDAT", "RSET", "NOOP", "QUIT", "VRFY", "HELP");

    private final SinkOptions options;
    private final SSLContext tls;
    private final SinkWire wire;
    private final SinkAnswers answers;
    private final SinkState state;
    private final SinkMeter meter;
    private final SinkParameters parameters;
    private final SinkTransfer transfer;

    SinkSession(
            SinkOptions options,
            SSLContext tls,
            SinkWire wire,
            SinkAnswers answers,
            SinkState state,
            SinkMeter meter,
            Consumer<ReceivedMessage> taken) {
        this.options = options;
        this.tls = tls;
        this.wire = wire;
        this.answers = answers;
        this.state = state;
        this.meter = meter;
        this.parameters = new SinkParameters(options);
        this.transfer = new SinkTransfer(options, wire, answers, state, taken);
    }

    /** Runs until the session is over. */
    void talk() throws IOException {
        try {
            WireReply greeting = WireReply.of(220, options.hostName() + " ESMTP");
            answers.settle(state.at(SinkPhase.CONNECT), greeting, NOTHING);
            while (handle(wire.readLine())) {
                // The condition does all the work.
            }
        } catch (SocketTimeoutException e) {
            answers.plain(421, "4.4.2 " + options.hostName() + " idle for too long");
        }
    }

    private boolean handle(String line) throws IOException {
        int space = line.indexOf(' ');
        String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        String argument = space < 0 ? "" : line.substring(space + 1);
        meter.command(VERBS.contains(verb) ? verb : "OTHER");
        switch (verb) {
            case "EHLO" -> hello(SinkPhase.EHLO, argument, extended());
            case "HELO" -> hello(SinkPhase.HELO, argument, WireReply.of(250, options.hostName()));
            case "STARTTLS" -> startTls();
            case "AUTH" -> authenticate(argument);
            case "MAIL" -> mail(argument);
            case "RCPT" -> rcpt(argument);
            case "DATA" -> transfer.data();
            case "BDAT" -> transfer.chunk(argument);
            case "RSET" -> answers.settle(state.at(SinkPhase.RSET), WireReply.of(250, "2.0.0 Ok"), transfer::forget);
            case "QUIT" -> {
                answers.settle(state.at(SinkPhase.QUIT), WireReply.of(221, "2.0.0 Bye"), NOTHING);
                return false;
            }
            case "NOOP" -> answers.settle(state.at(SinkPhase.OTHER), WireReply.of(250, "2.0.0 Ok"), NOTHING);
            default ->
                answers.settle(state.at(SinkPhase.OTHER), WireReply.of(502, "5.5.1 Command not implemented"), NOTHING);
        }
        return true;
    }

    private void hello(SinkPhase phase, String name, WireReply reply) throws IOException {
        // Rules already see the new name, so that one can refuse a client because of it.
        state.hello(name.strip());
        transfer.forget();
        answers.settle(state.at(phase), reply, NOTHING);
    }

    private WireReply extended() {
        List<String> lines = new ArrayList<>();
        lines.add(options.hostName());
        for (SinkExtension extension : SinkExtension.values()) {
            if (options.offers(extension) && !(extension == SinkExtension.STARTTLS && state.isSecured())) {
                lines.add(keyword(extension));
            }
        }
        return new WireReply(250, lines);
    }

    private String keyword(SinkExtension extension) {
        return switch (extension) {
            case SIZE -> "SIZE " + options.maxMessageBytes();
            case AUTH -> "AUTH PLAIN LOGIN";
            case PIPELINING,
                    EIGHTBITMIME,
                    ENHANCEDSTATUSCODES,
                    SMTPUTF8,
                    DSN,
                    CHUNKING,
                    BINARYMIME,
                    STARTTLS,
                    REQUIRETLS -> extension.keyword();
        };
    }

    private void startTls() throws IOException {
        if (!options.offers(SinkExtension.STARTTLS) || state.isSecured()) {
            answers.plain(502, "5.5.1 STARTTLS not available");
            return;
        }
        WireReply ready = WireReply.of(220, "2.0.0 Ready to start TLS");
        if (answers.settle(state.at(SinkPhase.STARTTLS), ready, NOTHING)) {
            wire.startTls(tls);
            transfer.forget();
            state.secured();
        }
    }

    private void authenticate(String argument) throws IOException {
        if (!options.offers(SinkExtension.AUTH)) {
            answers.plain(502, "5.5.1 AUTH not available");
            return;
        }
        Optional<String> identity = new SinkAuth(wire, answers, options.credentials()).identify(argument);
        WireReply reply = identity.isPresent()
                ? WireReply.of(235, "2.7.0 Authenticated")
                : WireReply.of(535, "5.7.8 Wrong credentials");
        answers.settle(state.at(SinkPhase.AUTH), reply, () -> identity.ifPresent(state::authenticated));
    }

    private void mail(String argument) throws IOException {
        Optional<EnvelopeAddress> sender = path(argument, "FROM:");
        if (sender.isEmpty()) {
            answers.plain(501, "5.5.4 Syntax: MAIL FROM:<address>");
        } else if (state.inTransaction()) {
            answers.plain(503, "5.5.1 Sender already given");
        } else if (!options.credentials().isEmpty() && !state.isAuthenticated()) {
            answers.plain(530, "5.7.0 Authentication required");
        } else {
            WireReply reply = parameters.refusalOfMail(sender.get()).orElse(WireReply.of(250, "2.1.0 Ok"));
            answers.settle(state.atMail(sender.get()), reply, () -> state.begin(sender.get()));
        }
    }

    private void rcpt(String argument) throws IOException {
        Optional<EnvelopeAddress> recipient = path(argument, "TO:").filter(path -> !path.isNull());
        if (recipient.isEmpty()) {
            answers.plain(501, "5.5.4 Syntax: RCPT TO:<address>");
        } else if (!state.inTransaction()) {
            answers.plain(503, "5.5.1 Need MAIL first");
        } else {
            WireReply reply = parameters.refusalOfRcpt(recipient.get()).orElse(WireReply.of(250, "2.1.5 Ok"));
            answers.settle(state.atRcpt(recipient.get()), reply, () -> state.accept(recipient.get()));
        }
    }

    private static Optional<EnvelopeAddress> path(String argument, String keyword) {
        boolean fits = argument.regionMatches(true, 0, keyword, 0, keyword.length());
        return fits ? EnvelopeAddress.parse(argument.substring(keyword.length())) : Optional.empty();
    }
}

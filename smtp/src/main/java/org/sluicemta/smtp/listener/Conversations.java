package org.sluicemta.smtp.listener;

import io.netty.channel.ChannelHandlerContext;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.limit.ClientLimits;
import org.sluicemta.relay.RelayPolicy;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.smtp.command.CommandTable;
import org.sluicemta.smtp.command.ContentEnd;
import org.sluicemta.smtp.conduct.Strikes;
import org.sluicemta.smtp.session.SmtpSession;

/** Creates the conversations of all listeners, which share the commands. */
@Singleton
public final class Conversations {
    private final CommandTable commands;
    private final ContentEnd contentEnd;
    private final Greeter greeter;
    private final Strikes strikes;
    private final ClientLimits limits;
    private final RelayPolicy relaying;

    @Inject
    Conversations(
            ServerSettings settings, CommandTable commands, ContentEnd contentEnd, Greeter greeter, Strikes strikes) {
        this.limits = settings.smtp().limits();
        this.relaying = settings.relayPolicy();
        this.commands = commands;
        this.contentEnd = contentEnd;
        this.greeter = greeter;
        this.strikes = strikes;
    }

    RelayPolicy relaying() {
        return relaying;
    }

    Conversation begin(ChannelHandlerContext ctx, SmtpSession session, ListenerContext listener) {
        InputMode.Commands lines = new InputMode.Commands(session, commands, strikes);
        return new Conversation(ctx, session, listener, lines, contentEnd, greeter, limits);
    }
}

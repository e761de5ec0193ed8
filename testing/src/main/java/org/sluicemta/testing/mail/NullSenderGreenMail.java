package org.sluicemta.testing.mail;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpConnection;
import com.icegreen.greenmail.smtp.SmtpHandler;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.smtp.commands.MailCommand;
import com.icegreen.greenmail.smtp.commands.SmtpCommand;
import com.icegreen.greenmail.smtp.commands.SmtpCommandRegistry;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.Socket;
import java.util.Map;

/**
 * GreenMail 2.1.13 accepts {@code MAIL FROM:<>} and then treats it as a missing sender (503 at DATA), so that no bounce
 * could ever reach a mailbox. Here the null sender counts as a sender.
 */
final class NullSenderGreenMail extends GreenMail {
    NullSenderGreenMail(ServerSetup... setups) {
        super(setups);
    }

    @Override
    protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers managers) {
        Map<String, AbstractServer> services = super.createServices(setups, managers);
        services.replaceAll((protocol, server) ->
                server instanceof SmtpServer ? new Server(server.getServerSetup(), managers) : server);
        return services;
    }

    private static final class Server extends SmtpServer {
        Server(ServerSetup setup, Managers managers) {
            super(setup, managers);
        }

        @Override
        protected ProtocolHandler createProtocolHandler(Socket client) {
            return new SmtpHandler(new Registry(), managers.getSmtpManager(), client);
        }
    }

    private static final class Registry extends SmtpCommandRegistry {
        @Override
        public SmtpCommand getCommand(String name) {
            return "MAIL".equals(name) ? new Mail() : super.getCommand(name);
        }
    }

    private static final class Mail extends MailCommand {
        @Override
        public void execute(SmtpConnection connection, SmtpState state, SmtpManager manager, String line) {
            super.execute(connection, state, manager, line);
            if (line.regionMatches(true, 0, "MAIL FROM:<>", 0, "MAIL FROM:<>".length())) {
                state.getMessage().setReturnPath(new MailAddress(""));
            }
        }
    }
}

package org.sluicemta.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.event.EventType;
import org.sluicemta.testing.smtp.SmtpClient;

/** A tenant is told at RCPT, or not, that a recipient is suppressed. */
class SuppressedIT {
    private static final String SUBMISSION = FrontDoorFixture.listener(
            "relay", "<auth><announce>always</announce><requireSSL>false</requireSSL></auth>");

    @TempDir
    Path home;

    private SmtpClient authenticated(FrontDoorFixture server, String user) throws Exception {
        SmtpClient client = server.greeted();
        assertThat(client.authPlain(user, "secret").code()).isEqualTo(235);
        client.expect(250, "MAIL FROM:<>");
        return client;
    }

    @Test
    void refusesSuppressedRecipientsOfATenantThatWantsItSo() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.listeners(home, SUBMISSION)) {
            server.suppressed.add("gone@y.example");
            try (SmtpClient client = authenticated(server, "strict-app")) {
                client.send("RCPT TO:<a@y.example>", "RCPT TO:<gone@y.example>", "RCPT TO:<b@y.example>");
                client.expect(250);
                assertThat(client.expect(550).text())
                        .isEqualTo("5.7.1 Recipient is on your suppression list: hard-bounce");
                client.expect(250);
                assertThat(server.events.count(EventType.REJECTED)).isEqualTo(1);
            }
        }
    }

    @Test
    void leavesThemToTheChainForEveryoneElse() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.listeners(home, SUBMISSION)) {
            server.suppressed.add("gone@y.example");
            try (SmtpClient client = authenticated(server, "acme-app")) {
                client.expect(250, "RCPT TO:<gone@y.example>");
            }
        }
    }
}

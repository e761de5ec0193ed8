package org.sluicemta.matchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Period;
import java.util.List;
import java.util.Set;
import javax.mail.MessagingException;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.apache.mailet.Matcher;
import org.apache.mailet.MatcherConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.returnpath.BounceDomain;

class MatchersTest {
    private static final BounceDomain BOUNCES =
            new BounceDomain("bounces.example", "b-", Set.of("fbl"), Period.ofDays(60));
    private static final String[] RETURNED = {
        "b-abc@bounces.example",
        "Postmaster@Bounces.Example",
        "abuse@bounces.example",
        "fbl@bounces.example",
        "x@y.example"
    };

    @Test
    void holdsForMailOfATenantNamed() throws Exception {
        Mail mail = mail("b@example.net");
        mail.setAttribute(Attribute.convertToAttribute(MailAttributeNames.TENANT, "acme"));

        assertThat(match(new TenantIs(), "umbrella, acme", mail)).containsExactly("b@example.net");
        assertThat(match(new TenantIs(), "umbrella", mail)).isEmpty();
        assertThat(match(new StreamIs(), "acme", mail)).isEmpty();
    }

    @Test
    void holdsForMailOfAStreamNamed() throws Exception {
        Mail mail = mail("b@example.net");
        mail.setAttribute(Attribute.convertToAttribute(MailAttributeNames.STREAM, "marketing"));

        assertThat(match(new StreamIs(), "marketing", mail)).containsExactly("b@example.net");
        assertThat(match(new StreamIs(), "transactional", mail)).isEmpty();
    }

    @Test
    void tellsTheKindsOfAddressesAtTheBounceDomainApart() throws Exception {
        Mail mail = mail(RETURNED);

        assertThat(match(new SentToBounceDomain(BOUNCES), null, mail)).hasSize(4);
        assertThat(match(new SentToBounceDomain(BOUNCES), "token", mail)).containsExactly("b-abc@bounces.example");
        assertThat(match(new SentToBounceDomain(BOUNCES), "feedback", mail)).containsExactly("fbl@bounces.example");
        assertThat(match(new SentToBounceDomain(BOUNCES), "postmaster", mail)).hasSize(2);
        assertThat(match(new SentToBounceDomain(BOUNCES), "postmaster,feedback", mail))
                .hasSize(3);
    }

    @Test
    void refusesConditionsItCannotRead() {
        assertThatThrownBy(() -> match(new TenantIs(), null, mail("b@example.net")))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("match=\"Tested=NAME\"");
        assertThatThrownBy(() -> match(new StreamIs(), "Two Words", mail("b@example.net")))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("Two Words");
        assertThatThrownBy(() -> match(new SentToBounceDomain(BOUNCES), "bounces", mail("b@example.net")))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("postmaster, feedback or token");
    }

    private static List<String> match(Matcher matcher, @Nullable String condition, Mail mail) throws Exception {
        matcher.init(new Config(condition));
        return matcher.match(mail).stream().map(Object::toString).toList();
    }

    private static Mail mail(String... recipients) throws Exception {
        return MailImpl.builder()
                .name("test")
                .sender("a@acme.example")
                .addRecipients(recipients)
                .build();
    }

    private record Config(@Nullable String condition) implements MatcherConfig {
        @Override
        public @Nullable String getCondition() {
            return condition;
        }

        @Override
        public MailetContext getMailetContext() {
            throw new UnsupportedOperationException("none of ours asks for it");
        }

        @Override
        public String getMatcherName() {
            return "Tested";
        }
    }
}

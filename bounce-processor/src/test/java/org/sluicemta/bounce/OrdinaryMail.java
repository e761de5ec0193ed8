package org.sluicemta.bounce;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * Ordinary messages, made from a seed: what people and programs send that no server has returned, many of them about
 * bounces, status codes and addresses that do not exist.
 */
final class OrdinaryMail {
    /** A message and which shape it has. */
    record Sample(String shape, String message) {}

    private static final List<String> ADDRESSES = List.of(
            "ann@example.org",
            "bob.smith@mail.example.com",
            "support@shop.example",
            "info@büro.example",
            "jo+x@a.example");
    private static final List<String> QUOTED_BOUNCE = List.of(
            "This is the mail system at host mx.example.net.\n\nI'm sorry to have to inform you that your message could"
                    + " not\nbe delivered to one or more recipients. It's attached below.\n\n"
                    + "<gone@example.org>: host mx.example.org[192.0.2.1] said: 550 5.1.1 User unknown",
            "Hi. This is the qmail-send program at example.net.\nI'm afraid I wasn't able to deliver your message to the"
                    + " following addresses.\n\n<gone@example.org>:\n192.0.2.1 does not like recipient.",
            "Delivery to the following recipient failed permanently:\n\n     gone@example.org\n\nTechnical details:\n"
                    + "550 5.1.1 The email account that you tried to reach does not exist");
    private static final List<String> ALERTS = List.of(
            "CRITICAL: mailq on mx1 has 512 deferred messages (threshold 100)",
            "postfix/smtp[123]: 4F1: to=<gone@example.org>, dsn=5.1.1, status=bounced (550 5.1.1 user unknown)",
            "Bounce rate of campaign 'spring' is 7.2 %: 550 5.1.1 was the answer for 124 addresses",
            "Job nightly-export failed: mailbox full on imap1, quota exceeded for user bob",
            "Disk usage of /var/spool/mail is over quota: 95 %");
    private static final List<String[]> LANGUAGES = List.of(
            new String[] {"Your order has shipped", "Your parcel could not be delivered today; we will try again."},
            new String[] {
                "Ihre Bestellung", "Ihr Paket konnte nicht zugestellt werden. Wir versuchen es morgen noch einmal."
            },
            new String[] {"Votre commande", "Votre colis n'a pas pu être livré. Adresse inconnue ? Contactez-nous."},
            new String[] {"Su pedido", "No se pudo entregar su paquete: destinatario desconocido en la dirección."},
            new String[] {"ご注文について", "お荷物をお届けできませんでした。宛先不明のため再配達いたします。"},
            new String[] {"Ваш заказ", "Посылка не доставлена: адресат не найден. Позвоните нам."},
            new String[] {"您的订单", "您的包裹无法投递，收件人不存在，请联系客服。"},
            new String[] {"Il tuo ordine", "Il pacco non è stato consegnato: indirizzo inesistente."});

    private static final List<String> TRICKSTERS = List.of(
            "Mail Administrator <admin@evil.example>",
            "System Administrator <no-reply@evil.example>",
            "Mail Delivery System <support@evil.example>",
            "Webmail <postmaster@evil.example>");
    private static final List<String[]> TRICKS = List.of(
            new String[] {"Mailbox full", "Dear user,\n\nyour mailbox @@ is full. Click below to upgrade it."},
            new String[] {"Quota exceeded", "Your account @@ exceeded its quota. Please sign in to validate it."},
            new String[] {"Undelivered mail", "5 messages to @@ could not be delivered. Click below to release them."},
            new String[] {"Postfach voll", "Ihr Postfach @@ ist voll. Bitte melden Sie sich an."},
            new String[] {"Bo\u00eete pleine", "Votre bo\u00eete aux lettres @@ est pleine. Cliquez ici."},
            new String[] {"Buz\u00f3n lleno", "Su buz\u00f3n @@ est\u00e1 lleno. Haga clic aqu\u00ed."},
            new String[] {"Casella piena", "La tua casella @@ \u00e8 piena. Clicca qui."},
            new String[] {
                "\u90ae\u7bb1\u5df2\u6ee1",
                "\u60a8\u7684\u90ae\u7bb1 @@ \u5df2\u6ee1\uff0c\u70b9\u51fb\u6b64\u5904\u5347\u7ea7\u3002"
            });

    private final Random random;

    OrdinaryMail(long seed) {
        random = new Random(seed);
    }

    List<Sample> samples(int rounds) {
        List<Sample> all = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            all.add(new Sample("newsletter", newsletter()));
            all.add(new Sample("receipt in a language", receipt()));
            all.add(new Sample("reply that quotes a bounce", replyToBounce()));
            all.add(new Sample("digest of a mailing list", digest()));
            all.add(new Sample("question about a bounce", question()));
            all.add(new Sample("alert of a monitoring system", alert()));
            all.add(new Sample("ticket", ticket()));
            all.add(new Sample("invitation", invitation()));
            all.add(new Sample("report of statistics", statistics()));
            all.add(new Sample("documentation", documentation()));
            all.add(new Sample("report forwarded as attachment", forwardedReport()));
            all.add(new Sample("digest with a report in it", digestWithReport()));
            all.add(new Sample("notice of a list manager", listNotice()));
            all.add(new Sample("trick about a full mailbox", trick()));
            all.add(new Sample("report pasted under its subject", pastedReport()));
            all.add(new Sample("announcement of a postmaster", announcement()));
            all.add(new Sample("notice of a quarantine", quarantine()));
            all.add(new Sample("mail about mailboxes", aboutMailboxes()));
            all.add(new Sample("absence with a null sender", absence()));
            all.add(new Sample("parcel with a null sender", fromNobody(receipt())));
            all.add(new Sample("alert with a null sender", fromNobody(alert())));
            all.add(new Sample("newsletter with a null sender", fromNobody(newsletter())));
            all.add(new Sample("invitation with a null sender", fromNobody(invitation())));
            all.add(new Sample("parcel from an address nobody reads", unread(receipt())));
            all.add(new Sample("newsletter from an address nobody reads", unread(newsletter())));
            all.add(new Sample("ticket from an address nobody reads", unread(ticket())));
            all.add(new Sample("alert from an address nobody reads", unread(alert())));
            all.add(new Sample("reply from an address nobody reads", unread(replyToBounce())));
            all.add(new Sample("digest from an address nobody reads", unread(digest())));
            all.add(new Sample("statistics from an address nobody reads", unread(statistics())));
            all.add(new Sample("documentation from an address nobody reads", unread(documentation())));
            all.add(new Sample("list manager at an address nobody reads", unread(listNotice())));
            all.add(new Sample("trick from an address nobody reads", unread(trick())));
            all.add(new Sample("announcement from an address nobody reads", unread(announcement())));
            all.add(new Sample("quarantine of an address nobody reads", unread(quarantine())));
            all.add(new Sample("acknowledgement from an address nobody reads", acknowledgement()));
        }
        return all;
    }

    private String newsletter() {
        String html = "<html><body><h1>News</h1><p>Undelivered wishes? 550 gifts from 5.1.1 euros!</p><a href=\"x\">"
                + "unsubscribe " + pick(ADDRESSES) + "</a></body></html>";
        return head("News <news@shop.example>", "No returns: mail delivery in 24 hours")
                + "List-Unsubscribe: <https://shop.example/u>\nPrecedence: bulk\nMIME-Version: 1.0\n"
                + "Content-Type: multipart/alternative; boundary=\"n\"\n\n--n\nContent-Type: text/plain; charset=utf-8\n\n"
                + "Undeliverable until Friday: our free delivery.\n\n--n\nContent-Type: text/html; charset=utf-8\n"
                + "Content-Transfer-Encoding: base64\n\n" + base64(html) + "\n--n--\n";
    }

    private String receipt() {
        String[] words = pick(LANGUAGES);
        return head("Shop <no-reply@shop.example>", encoded(words[0]))
                + "Auto-Submitted: auto-generated\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
                + "Content-Transfer-Encoding: base64\n\n" + base64(words[1] + "\n\n" + pick(ADDRESSES) + "\n");
    }

    private String replyToBounce() {
        return head("Ann <ann@example.org>", "Re: Undelivered Mail Returned to Sender")
                + "In-Reply-To: <1@mx.example.net>\n\nHi Bob,\n\ndo you know what this means?\n\nAnn\n\n"
                + "On Monday Mail Delivery System wrote:\n" + quote(pick(QUOTED_BOUNCE)) + "\n";
    }

    private String digest() {
        StringBuilder message = new StringBuilder(head("mailop-request@list.example", "Mailop Digest, Vol 7, Issue 9"))
                .append("List-Id: <mailop.list.example>\nMIME-Version: 1.0\nContent-Type: multipart/digest;")
                .append(" boundary=d\n\n");
        for (int i = 0; i < 3; i++) {
            message.append("--d\n\nFrom: ")
                    .append(pick(ADDRESSES))
                    .append("\nSubject: Mail delivery failed?\n\n")
                    .append("We see this since Friday:\n\n")
                    .append(quote(pick(QUOTED_BOUNCE)))
                    .append("\n\n");
        }
        return message.append("--d--\n").toString();
    }

    private String question() {
        return head("Bob <bob@example.com>", "Mail to " + pick(ADDRESSES) + " comes back")
                + "\nHello support,\n\nwhen I write to " + pick(ADDRESSES)
                + " I get \"550 5.1.1 User unknown\" back, but the address is right.\n"
                + "With the other one it says mailbox full. Can you look?\n\nThanks\nBob\n";
    }

    private String alert() {
        return head("monitor@ops.example", "[ALERT] " + pick(ALERTS)) + "Auto-Submitted: auto-generated\n"
                + "X-Auto-Response-Suppress: All\n\n" + pick(ALERTS) + "\n" + pick(ALERTS) + "\n";
    }

    private String ticket() {
        return head(
                        "Helpdesk <tickets@help.example>",
                        "[#" + random.nextInt(99_999) + "] Returned mail: see transcript")
                + "Precedence: bulk\n\nA new comment was added to your ticket.\n\n> " + pick(ALERTS)
                + "\n\nStatus: open\nAction: please answer\nOwner: " + pick(ADDRESSES) + "\n";
    }

    private String invitation() {
        return head("Carl <carl@example.org>", "Invitation: delivery status meeting")
                + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=c\n\n--c\nContent-Type: text/plain\n\n"
                + "We talk about failed deliveries to " + pick(ADDRESSES) + "\n\n--c\nContent-Type: text/calendar;"
                + " method=REQUEST\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nATTENDEE;RSVP=TRUE:mailto:" + pick(ADDRESSES)
                + "\nSTATUS:CONFIRMED\nEND:VEVENT\nEND:VCALENDAR\n--c--\n";
    }

    private String statistics() {
        StringBuilder body = new StringBuilder("Top answers of the week:\n\n");
        for (int i = 0; i < 5; i++) {
            body.append(random.nextInt(500))
                    .append("  550 5.1.1 User unknown  ")
                    .append(pick(ADDRESSES))
                    .append('\n');
        }
        return head("reports@ops.example", "Bounce report, week " + random.nextInt(52)) + "\n" + body;
    }

    private String documentation() {
        return head("wiki@docs.example", "Page changed: SMTP status codes")
                + "\n5.1.1 Bad destination mailbox address\n5.2.2 Mailbox full\n4.2.2 Mailbox full, try again\n\n"
                + "Final-Recipient: rfc822; someone@example.org\nAction: failed\nStatus: 5.1.1\n\n"
                + "is an example of RFC 3464.\n";
    }

    private String report() {
        return "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.net\nTo: " + pick(ADDRESSES)
                + "\nSubject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\n"
                + "Content-Type: multipart/report; report-type=delivery-status; boundary=r\n\n--r\n"
                + "Content-Type: text/plain\n\n" + pick(QUOTED_BOUNCE) + "\n\n--r\n"
                + "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n"
                + "Final-Recipient: rfc822; gone@example.org\nAction: failed\nStatus: 5.1.1\n\n--r--\n";
    }

    private String forwardedReport() {
        return head(
                        "Ann <ann@example.org>",
                        pick(List.of("Fwd: Undelivered Mail", "What is this?", "WG: failure notice")))
                + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=f\n\n--f\nContent-Type: text/plain\n\n"
                + "Bob, can you look at this?\n\n--f\nContent-Type: message/rfc822\n\n" + report() + "\n--f--\n";
    }

    private String digestWithReport() {
        return head("list-request@lists.example", "List Digest, Vol 7")
                + "List-Id: <l.lists.example>\nPrecedence: list\nMIME-Version: 1.0\n"
                + "Content-Type: multipart/digest; boundary=g\n\n--g\n\n" + report() + "\n--g--\n";
    }

    private String listNotice() {
        String notice = "This is a mailing list bounce action notice:\n\n    Member:     gone@example.org\n"
                + "    Action:     Subscription disabled.\n    Reason:     Excessive or fatal bounces.\n";
        return head(
                        "mailman@lists.example",
                        pick(List.of("Bounce action notification", "Uncaught bounce notification")))
                + "X-List-Administrivia: yes\nX-Mailman-Version: 2.1.39\nMIME-Version: 1.0\n"
                + "Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: text/plain\n\n" + notice
                + "\n--m\nContent-Type: message/rfc822\n\n" + report() + "\n--m--\n";
    }

    private String trick() {
        String[] words = pick(TRICKS);
        return head(pick(TRICKSTERS), encoded(words[0]))
                + "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                + base64(words[1].replace("@@", pick(ADDRESSES)) + "\n\nhttps://login.evil.example/x\n");
    }

    private String pastedReport() {
        String sender = pick(List.of("ann@example.org", "bob@example.com"));
        return "Return-Path: <" + sender + ">\nFrom: " + sender + "\nTo: " + pick(ADDRESSES)
                + "\nSubject: Undelivered Mail Returned to Sender\n\n" + pick(QUOTED_BOUNCE) + "\n";
    }

    /** Of a program that marks it by nothing but its envelope, in words no list knows. */
    private String absence() {
        String note = pick(List.of(
                "Ég er í fríi til 3. desember. Skrifið " + pick(ADDRESSES) + " á meðan.",
                "Olen puhkusel. Kiiretes küsimustes: " + pick(ADDRESSES),
                "I am at sea until Friday, " + pick(ADDRESSES) + " reads my mail."));
        return fromNobody(head("Ann <" + pick(ADDRESSES) + ">", encoded("Í fríi"))
                + "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                + base64(note + "\n\n> Subject: our news\n"));
    }

    /** Of a help desk: it names whom to ask, and quotes what it was sent. */
    private String acknowledgement() {
        return head("Help desk <noreply@help.example>", "Re: our spring offers [#" + random.nextInt(99_999) + "]")
                + "Auto-Submitted: auto-replied\n\nWe received your message and could not answer it yet. Urgent matters: "
                + pick(ADDRESSES) + "\n\n> From: news@sender.example\n> Subject: our spring offers\n> " + pick(ALERTS)
                + "\n";
    }

    private String unread(String message) {
        return message.replaceFirst(
                "\nFrom: [^\n]*",
                "\nFrom: Robot <" + pick(List.of("noreply", "do-not-reply", "system", "mail", "root"))
                        + "@machine.example>");
    }

    private static String fromNobody(String message) {
        return message.replaceFirst("Return-Path: <[^>]*>", "Return-Path: <>");
    }

    private String announcement() {
        return head("Postmaster <postmaster@example.com>", pick(List.of("New mail server", "Maintenance on Friday")))
                + "\nDear users,\n\non Friday the mail server is moved. Mail to " + pick(ADDRESSES)
                + " may be delivered late.\nMailboxes above their quota are reported to " + pick(ADDRESSES)
                + " every morning.\n\nYour postmaster\n";
    }

    private String quarantine() {
        return head("Mail Gateway <postmaster@gw.example.com>", "Quarantine summary: 3 messages")
                + "\nThese messages were blocked and are held for you:\n\n  " + pick(ADDRESSES)
                + "  Undelivered Mail Returned to Sender\n  " + pick(ADDRESSES)
                + "  your invoice\n\nClick here to release them: https://gw.example.com/r\n";
    }

    private String aboutMailboxes() {
        return head("Carl <carl@example.org>", pick(List.of("mailbox full again", "user unknown?", "returned mail")))
                + "\nHi,\n\n" + pick(ADDRESSES) + " says his mailbox is full and mail to " + pick(ADDRESSES)
                + " could not be delivered because the user does not exist.\nWhat do we do?\n\nCarl\n";
    }

    private String head(String from, String subject) {
        return "Return-Path: <" + pick(ADDRESSES) + ">\nFrom: " + from + "\nTo: " + pick(ADDRESSES)
                + "\nDate: Sun, 22 Nov"
                + " 2026 10:00:00 +0000\nMessage-ID: <" + random.nextInt(1 << 30) + "@example.org>\nSubject: " + subject
                + "\n";
    }

    private static String encoded(String text) {
        return "=?utf-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private static String base64(String text) {
        return Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String quote(String text) {
        return "> " + text.replace("\n", "\n> ");
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}

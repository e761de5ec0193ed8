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

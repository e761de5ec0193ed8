package org.sluicemta.testing.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends numbered messages over several kept sessions until it has sent enough or the server goes away, and records
 * which were answered 250. The number is in the recipient's local part, so that a sink that keeps only envelopes can
 * tell what arrived.
 */
public final class AccountedLoad {
    private static final String RECIPIENT_START = "n";

    private final InetSocketAddress server;
    private final String sender;
    private final String recipientDomain;
    private final byte[] content;
    private final AtomicInteger next;
    private final Set<Integer> answered = ConcurrentHashMap.newKeySet();
    private final CountDownLatch someAnswered;

    /**
     * @param first number of the first message
     * @param size approximate octets of each message
     * @param milestone {@link #awaitMilestone} returns when this many were answered
     */
    public AccountedLoad(
            InetSocketAddress server, String sender, String recipientDomain, int first, int size, int milestone) {
        this.server = server;
        this.sender = sender;
        this.recipientDomain = recipientDomain;
        this.next = new AtomicInteger(first);
        this.someAnswered = new CountDownLatch(milestone);
        this.content = content(sender, size);
    }

    private static byte[] content(String sender, int size) {
        String line = "A line of plain text that fills the message up to the size asked for.\r\n";
        String headers = "From: <" + sender + ">\r\nSubject: accounted\r\n\r\n";
        return (headers + line.repeat(Math.max(1, (size - headers.length()) / line.length())) + ".\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Runs the sessions up to the last number; returns when all have ended, because they are done or because the server
     * has gone.
     */
    public void run(int sessions, int last) throws InterruptedException {
        Thread[] threads = new Thread[sessions];
        for (int i = 0; i < sessions; i++) {
            threads[i] = Thread.ofVirtual().name("load-" + i).start(() -> session(last));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Returns whether the milestone was reached in time. */
    public boolean awaitMilestone(Duration bound) throws InterruptedException {
        return someAnswered.await(bound.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Numbers of the messages answered 250. */
    public Set<Integer> answered() {
        return Set.copyOf(answered);
    }

    /** The number in a recipient's address, as a sink saw it. */
    public static int numberOf(String recipient) {
        return Integer.parseInt(recipient.substring(RECIPIENT_START.length(), recipient.indexOf('@')));
    }

    private void session(int last) {
        try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
            socket.setTcpNoDelay(true);
            BufferedReader replies =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            expect(replies, '2');
            command(out, replies, "EHLO load.example.test", '2');
            for (int number = next.getAndIncrement(); number <= last; number = next.getAndIncrement()) {
                send(out, replies, number);
            }
        } catch (IOException serverGone) {
            // The server was killed. Messages without a reply don't count, which is why replies are recorded.
            return;
        }
    }

    private void send(OutputStream out, BufferedReader replies, int number) throws IOException {
        command(out, replies, "MAIL FROM:<" + sender + ">", '2');
        command(out, replies, "RCPT TO:<" + RECIPIENT_START + number + "@" + recipientDomain + ">", '2');
        command(out, replies, "DATA", '3');
        out.write(content);
        expect(replies, '2');
        if (answered.add(number)) {
            someAnswered.countDown();
        }
    }

    private static void command(OutputStream out, BufferedReader replies, String line, char wanted) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        expect(replies, wanted);
    }

    private static void expect(BufferedReader replies, char wanted) throws IOException {
        String line = replies.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = replies.readLine();
        }
        if (line == null || line.isEmpty() || line.charAt(0) != wanted) {
            throw new IOException("expected a reply of " + wanted + "xx, got " + line);
        }
    }
}

package org.sluicemta.assembly.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.FilterReply;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the configuration that is shipped makes of what strangers send. */
class LogLinesTest {
    private static final String FORGED =
            "2026-11-22T20:00:00.000Z WARN  LoginAttempt - authentication failed for user x on listener relay from"
                    + " 192.0.2.7";

    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void configure() throws Exception {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Objects.requireNonNull(LogLinesTest.class.getResource("/logback.xml")));
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "\r",
                "\r\n",
                "\u0085",
                "\u2028",
                "\u2029",
                "\u000b",
                "\f",
                "\u001b[2K",
                "\u009b2K",
                "\u0000",
                "\u007f",
                "\u202e",
                "\u2066",
                "\ufeff",
                "\u001c",
                "\u001e"
            })
    void nothingBeginsALineOfItsOwnOrSteersATerminal(String control) {
        String sent = "typ" + control + FORGED + control;

        assertOneLine(print("token refused: {}", new Object[] {sent}, null), control);
        assertOneLine(print("token refused: " + sent, null, null), control);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\u0085", "\u2028", "\u001b[2K", "\u009b2K"})
    void norInTheMessagesOfAStackTrace(String control) {
        String sent = "bad" + control + FORGED;
        IOException thrown = new IOException(sent, new IllegalStateException(sent));
        thrown.addSuppressed(new IOException(sent));

        String printed = print("failed", null, thrown);

        assertThat(printed.lines().toList())
                .noneMatch(line -> line.startsWith(FORGED))
                .anyMatch(line -> line.contains("Caused by: java.lang.IllegalStateException: bad"));
        assertThat(printed.replace("\n", "").replace("\t", "").chars())
                .noneMatch(c -> Character.getType(c) == Character.CONTROL || c == 0x2028);
    }

    @Test
    void otherTextStaysAsItIs() {
        assertThat(print("Grüße an {} ✓ \\n", new Object[] {"анна@пример.рф"}, null))
                .endsWith(" - Grüße an анна@пример.рф ✓ \\n" + System.lineSeparator());
    }

    @Test
    void aKindThatStrangersRepeatIsWrittenOnceAMinute() {
        AtomicLong now = new AtomicLong();
        RepeatFilter filter = new RepeatFilter(now::get);
        filter.addAbout("org.eclipse.jetty");
        Logger jetty = context.getLogger("org.eclipse.jetty.server.Response");

        assertThat(decide(filter, jetty, "bad request {}", null)).isEqualTo(FilterReply.NEUTRAL);
        for (int i = 0; i < 1_000; i++) {
            assertThat(decide(filter, jetty, "bad request {}", null)).isEqualTo(FilterReply.DENY);
        }
        assertThat(decide(filter, jetty, "another", null)).isEqualTo(FilterReply.NEUTRAL);
        now.addAndGet(60_000_000_000L);
        assertThat(decide(filter, jetty, "bad request {}", null)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide(filter, jetty, "bad request {}", null)).isEqualTo(FilterReply.DENY);
    }

    @Test
    void stackTracesOfAnyLoggerCountAndLinesForFail2banDoNot() {
        RepeatFilter filter = new RepeatFilter(() -> 0);
        Logger any = context.getLogger("org.sluicemta.smtp.auth.LoginAttempt");
        StackOverflowError deep = new StackOverflowError();

        assertThat(decide(filter, any, "failed", deep)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide(filter, any, "failed", deep)).isEqualTo(FilterReply.DENY);
        assertThat(decide(filter, any, "failed", new IllegalStateException())).isEqualTo(FilterReply.NEUTRAL);
        for (int i = 0; i < 1_000; i++) {
            assertThat(decide(filter, any, "authentication failed for user {}", null))
                    .isEqualTo(FilterReply.NEUTRAL);
        }
    }

    private static FilterReply decide(RepeatFilter filter, Logger logger, String format, @Nullable Throwable thrown) {
        return filter.decide(null, logger, Level.WARN, format, null, thrown);
    }

    private static void assertOneLine(String printed, String control) {
        assertThat(printed).endsWith(System.lineSeparator());
        String line =
                printed.substring(0, printed.length() - System.lineSeparator().length());
        assertThat(line).as("the text after the control").contains("authentication failed for user x");
        for (int i = 0; i < control.length(); i++) {
            char c = control.charAt(i);
            if (c < ' ' || c > '~') {
                assertThat(line.indexOf(c)).isEqualTo(-1);
            }
        }
    }

    private String print(String format, Object @Nullable [] arguments, @Nullable Throwable thrown) {
        Logger logger = context.getLogger("org.sluicemta.smtp.auth.BearerTokenCheck");
        LoggingEvent event =
                new LoggingEvent(LogLinesTest.class.getName(), logger, Level.WARN, format, thrown, arguments);
        OutputStreamAppender<ILoggingEvent> appender =
                (OutputStreamAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("STDERR");
        return new String(appender.getEncoder().encode(event), UTF_8);
    }
}

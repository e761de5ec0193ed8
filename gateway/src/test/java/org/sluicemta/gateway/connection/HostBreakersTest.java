package org.sluicemta.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;

/** Every way into the states of a host that doesn't answer, and every way out. */
class HostBreakersTest {
    private static final RemoteAddress HOST = new RemoteAddress("mx1.example", InetAddress.getLoopbackAddress(), 25);
    private static final RemoteAddress OTHER = new RemoteAddress("mx2.example", InetAddress.getLoopbackAddress(), 25);
    private static final Fault REFUSED =
            Fault.own(Phase.CONNECT, ResponseClass.CONNECTION_FAILED, 451, "4.4.1", "Connection refused");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // it may wrap
    private final HostBreakers breakers = new HostBreakers(nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void fail() {
        breakers.begun(HOST);
        breakers.failed(HOST, REFUSED);
    }

    private void open() {
        fail();
        fail();
        assertThat(breakers.isPassedOver(HOST)).isTrue();
    }

    /**
     * The steps: f a failure, a an answer, e an end that says nothing, b a connection that begins, o an old connection that
     * fails, numbers pass so many seconds.
     */
    @ParameterizedTest
    @CsvSource({
        "'', false",
        "f, false",
        "f a f, false",
        "f f, true",
        "f e f, true",
        "f f 59, true",
        "f f 61, false",
        "f f 61 b, true",
        "f f 61 b e, false",
        "f f 61 b e b, true",
        "f f 61 b a, false",
        "f f 61 b a f, false",
        "f f 61 f, true",
        "f f 61 f 119, true",
        "f f 61 f 121, false",
        "f f 61 f 121 f 239, true",
        "f f 61 f 121 f 241, false",
        "f f b b 61, true",
        "f f b o b o 61, false",
        "f f a, false",
        "f f a f, false",
        "f f a f f, true",
        "f f 7300, false",
        "f f 7300 f, false",
    })
    void passesAHostOver(String steps, boolean expected) {
        for (String step : steps.split(" ")) {
            switch (step) {
                case "" -> {}
                case "f" -> fail();
                case "a" -> breakers.answered(HOST);
                case "e" -> breakers.ended(HOST);
                case "b" -> breakers.begun(HOST);
                case "o" -> breakers.failed(HOST, REFUSED);
                default -> pass(Duration.ofSeconds(Long.parseLong(step)));
            }
        }

        assertThat(breakers.isPassedOver(HOST)).isEqualTo(expected);
        assertThat(breakers.count()).isEqualTo(expected ? 1 : 0);
        assertThat(breakers.isPassedOver(OTHER)).isFalse();
    }

    @Test
    void aPauseIsNoLongerThanHalfAnHourAndEndsForGood() {
        open();
        for (int i = 0; i < 10; i++) {
            pass(HostBreakers.LONGEST_PAUSE.plusSeconds(1));
            assertThat(breakers.isPassedOver(HOST)).isFalse();
            fail();
            assertThat(breakers.isPassedOver(HOST)).isTrue();
        }
        pass(HostBreakers.LONGEST_PAUSE.plusSeconds(1));
        breakers.begun(HOST);
        breakers.answered(HOST);
        open();
        pass(HostBreakers.FIRST_PAUSE.plusSeconds(1));

        assertThat(breakers.isPassedOver(HOST)).as("the first pause again").isFalse();
    }
}

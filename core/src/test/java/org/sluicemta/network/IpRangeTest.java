package org.sluicemta.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpRangeTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.129, true",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::/0, 192.0.2.1, false"
    })
    void holdsItsAddresses(String range, String address, boolean inside) throws Exception {
        assertThat(IpRange.parse(range).contains(InetAddress.getByName(address)))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/8",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/x",
                "::/129",
                "example.org",
                "10.0.0.0/",
                "999.0.0.1",
                "127.1",
                "127.0.1",
                "1.2.3.4.5",
                "01.2.3.4",
                "1.2.3.4.",
                "abc",
                "a.b.c.d",
                "zz::1"
            })
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> IpRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void agreesWithArithmeticOnNumbers() throws Exception {
        Random random = new Random(4632);
        for (int i = 0; i < 20_000; i++) {
            byte[] base = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(base);
            byte[] near = base.clone();
            near[random.nextInt(near.length)] ^= (byte) (1 << random.nextInt(8));
            int bits = base.length * 8;
            int length = random.nextInt(bits + 1);
            boolean same =
                    number(base).shiftRight(bits - length).equals(number(near).shiftRight(bits - length));
            IpRange range = new IpRange(InetAddress.getByAddress(base), length);
            assertThat(range.contains(InetAddress.getByAddress(near))).isEqualTo(same);
        }
    }

    @Test
    void findsTheNarrowestOfMany() throws Exception {
        Random random = new Random(7);
        Map<IpRange, String> ranges = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            IpRange range =
                    IpRange.parse("10." + random.nextInt(4) + "." + random.nextInt(4) + ".0/" + random.nextInt(33));
            ranges.put(range, range.toString());
        }
        NetworkIndex<String> index = new NetworkIndex<>(ranges);
        for (int i = 0; i < 2_000; i++) {
            InetAddress address = InetAddress.getByName("10." + random.nextInt(5) + "." + random.nextInt(5) + ".0");
            int longest = ranges.keySet().stream()
                    .filter(range -> range.contains(address))
                    .mapToInt(IpRange::prefixLength)
                    .max()
                    .orElse(-1);
            assertThat(index.narrowest(address)
                            .map(text -> IpRange.parse(text).prefixLength())
                            .orElse(-1))
                    .isEqualTo(longest);
        }
    }

    private static BigInteger number(byte[] octets) {
        return new BigInteger(1, octets);
    }
}

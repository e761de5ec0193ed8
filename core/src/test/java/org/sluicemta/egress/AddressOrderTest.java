package org.sluicemta.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressOrderTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "IPV4_FIRST, 4a 4b 4c 6a 6b, 4a 6a 4b 6b 4c",
                "IPV6_FIRST, 4a 4b 6a 6b 6c, 6a 4a 6b 4b 6c",
                "IPV4, 4a 6a 4b 6b, 4a 4b",
                "IPV6, 4a 6a 4b 6b, 6a 6b",
                "IPV6_FIRST, 4a 4b, 4a 4b",
                "IPV6, 4a 4b, none",
            })
    void ordersAddresses(AddressOrder order, String found, String tried) throws Exception {
        assertThat(order.of(addresses(found))).isEqualTo(addresses(tried));
    }

    private static List<InetAddress> addresses(String names) throws Exception {
        return names == null
                ? List.of()
                : Arrays.stream(names.split(" ")).map(AddressOrderTest::address).toList();
    }

    private static InetAddress address(String name) {
        try {
            return InetAddress.getByName(
                    (name.startsWith("4") ? "192.0.2." : "2001:db8::") + (name.charAt(1) - 'a' + 1));
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException(name, e);
        }
    }
}

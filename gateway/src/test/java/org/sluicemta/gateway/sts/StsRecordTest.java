package org.sluicemta.gateway.sts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StsRecordTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=STSv1; id=20161130a;",
                "v=STSv1; id=20161130a",
                "v=STSv1;id=20161130a;",
                "v=STSv1 ; x=y ; id=20161130a ; ",
            })
    void readsTheId(String text) {
        assertThat(StsRecord.id(List.of("v=spf1 -all", text))).contains("20161130a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=STSv1;",
                "v=STSv1; id=;",
                "v=STSv1; id=a-b;",
                "v=STSv1; id=123456789012345678901234567890123;",
                "v=STSv2; id=1;",
                "v=STSv1; id=1; ;;",
                "id=1; v=STSv1;",
                "v=STSv1 x; id=1;",
                "v=STSv1; id=1; y;",
            })
    void findsNoneInABrokenRecord(String text) {
        assertThat(StsRecord.id(List.of(text))).isEmpty();
    }

    /** RFC 8461 section 3.1. */
    @Test
    void findsNoneInTwoRecords() {
        assertThat(StsRecord.id(List.of("v=STSv1; id=1;", "v=STSv1; id=2;"))).isEmpty();
    }
}

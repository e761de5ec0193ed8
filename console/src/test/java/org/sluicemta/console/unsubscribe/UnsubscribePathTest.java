package org.sluicemta.console.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsubscribePathTest {
    @ParameterizedTest
    @ValueSource(strings = {"/u/b-1a", "/u/b-1a/", "/mail/u/b-1a", "/a/b/c.d/u/b-1a/", "/u/u/b-1a"})
    void findsTheTokenAtTheEnd(String path) {
        assertThat(UnsubscribePath.token(path)).contains("b-1a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "//", "u", "/u", "/u/", "/u//", "u/b", "/u/a/b", "/x/b", "/xu/b", "/u/a.b", "/u/a b", "/u/ä",
                "/u/%61", "/U/b"
            })
    void findsNoneElsewhere(String path) {
        assertThat(UnsubscribePath.token(path)).isEmpty();
    }

    @Test
    void boundsTheToken() {
        assertThat(UnsubscribePath.token("/u/" + "a".repeat(64))).isPresent();
        assertThat(UnsubscribePath.token("/u/" + "a".repeat(65))).isEmpty();
    }

    @Test
    void aPathMayBeAsDeepAsItLikes() {
        String deep = "/a".repeat(500_000);

        assertThat(UnsubscribePath.token(deep)).isEmpty();
        assertThat(UnsubscribePath.token(deep + "/u/b")).contains("b");
    }
}

package org.sluicemta.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.config.ConfigurationException;

/**
 * Each folder of bad-conf holds one broken file, which takes the place of the good one, and the messages it must be
 * refused with, one a line: for those reasons and no others.
 */
class BadConfTest {
    private static final ChainClassCheck CLASSES = new ChainClassCheck() {
        @Override
        public Optional<Fault> faultOfMailet(String className) {
            return className.startsWith("NoSuch")
                    ? Optional.of(new Fault("there is no mailet \"" + className + "\"", "Did you mean another one?"))
                    : Optional.empty();
        }

        @Override
        public Optional<Fault> faultOfMatcher(String className) {
            return faultOfMailet(className);
        }
    };

    @TempDir
    Path conf;

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(TestFiles.resource("bad-conf"))) {
            return folders.map(folder -> String.valueOf(folder.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isRefusedForThatReason(String folder) throws IOException {
        copy(TestFiles.resource("full"));
        copy(TestFiles.resource("bad-conf/" + folder));
        List<String> expected = Files.readAllLines(conf.resolve("expected-error"));

        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class, () -> new ConfigurationLoader(CLASSES).load(conf, conf, Map.of()));

        assertThat(refused).isNotNull();
        assertThat(refused.problems()).as("%s", refused.getMessage()).hasSize(expected.size());
        expected.forEach(line -> assertThat(refused).hasMessageContaining(line));
        assertThat(refused.getMessage()).doesNotContain("-secret");
    }

    private void copy(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, conf.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}

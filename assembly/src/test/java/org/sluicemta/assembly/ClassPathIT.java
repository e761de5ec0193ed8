package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server has on its class path: each class once, nothing for tests, and a list of it all. */
class ClassPathIT {
    private static final Path DISTRIBUTION = Path.of("target/sluice");

    @BeforeEach
    void needsTheDistribution() {
        assumeTrue(
                Files.isDirectory(DISTRIBUTION.resolve("lib")),
                "no distribution in target/sluice: it is made by mvn verify");
    }

    @Test
    void everyClassIsThereOnce() throws Exception {
        Map<String, List<String>> places = new TreeMap<>();
        for (Path library : libraries()) {
            try (JarFile jar = new JarFile(library.toFile())) {
                jar.stream()
                        .map(JarEntry::getName)
                        .filter(name -> name.endsWith(".class")
                                && !name.startsWith("META-INF/")
                                && !name.endsWith("-info.class"))
                        .forEach(name -> places.computeIfAbsent(name, any -> new ArrayList<>())
                                .add(String.valueOf(library.getFileName())));
            }
        }
        places.values().removeIf(jars -> jars.size() == 1);

        assertThat(places).isEmpty();
    }

    @Test
    void nothingForTestsAndNothingThatNobodyUses() throws Exception {
        assertThat(libraries())
                .extracting(library -> library.getFileName().toString())
                .hasSizeLessThanOrEqualTo(185)
                .noneMatch(name -> name.matches(
                        "(junit|greenmail|jakarta\\.mail|sluice-testing|sluice-demo|assertj|jgroups|bc\\w+-jdk15on"
                                + "|commons-dbcp2|protocols-managesieve|jetty-ee10-webapp|log4j|commons-logging)-.*"));
    }

    @Test
    void theListOfMaterialsNamesEveryLibrary() throws Exception {
        String list = Files.readString(DISTRIBUTION.resolve("bom.json"));

        assertThat(list).contains("CycloneDX");
        for (Path library : libraries()) {
            String name = library.getFileName().toString().replaceFirst("-\\d.*", "");
            if (!name.startsWith("sluice-")) {
                assertThat(list).contains("\"" + name + "\"");
            }
        }
    }

    private static List<Path> libraries() throws IOException {
        try (Stream<Path> files = Files.list(DISTRIBUTION.resolve("lib"))) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }
}

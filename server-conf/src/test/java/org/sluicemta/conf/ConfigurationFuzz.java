package org.sluicemta.conf;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.sluicemta.conf.file.EgressFile;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.conf.xml.XmlTreeReader;

/** No file, however broken, ends in anything but a plan or problems. */
class ConfigurationFuzz {
    @FuzzTest
    void anyFileIsReadOrRefused(byte[] content) throws IOException {
        Path file = Files.createTempFile("egress", ".xml");
        try {
            Files.write(file, content);
            Problems problems = new Problems();
            boolean read = new XmlTreeReader(Map.of(), problems)
                    .read(file)
                    .map(root -> EgressFile.read(root, Path.of(""), problems))
                    .isPresent();
            if (!read && problems.count() == 0) {
                throw new AssertionError("neither read nor refused");
            }
        } finally {
            Files.delete(file);
        }
    }
}

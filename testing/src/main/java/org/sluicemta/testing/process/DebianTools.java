package org.sluicemta.testing.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program from a Debian package. Tests that need a missing one are skipped, and say so: {@snippet :
 * assumeTrue(DebianTools.areThere(DebianTools.SWAKS), DebianTools.missingText(DebianTools.SWAKS)); }
 */
public enum DebianTools {
    POSTFIX("postfix", "postfix"),
    SMTP_SOURCE("smtp-source", "postfix"),
    SMTP_SINK("smtp-sink", "postfix"),
    SWAKS("swaks", "swaks"),
    OPENSSL("openssl", "openssl"),
    HAPROXY("haproxy", "haproxy"),
    DKIMVERIFY("dkimverify", "python3-dkim"),
    OPENDKIM("opendkim", "opendkim"),
    OPENDKIM_TESTMSG("opendkim-testmsg", "opendkim-tools"),
    FAIL2BAN_REGEX("fail2ban-regex", "fail2ban"),
    DIG("dig", "bind9-dnsutils"),
    CURL("curl", "curl"),
    PROMTOOL("promtool", "prometheus"),
    GSASL("gsasl", "gsasl"),
    LDNS_KEYGEN("ldns-keygen", "ldnsutils"),
    LDNS_SIGNZONE("ldns-signzone", "ldnsutils"),
    NSD("nsd", "nsd"),
    UNBOUND("unbound", "unbound");

    // Administrators' directories are not on everybody's PATH, yet their programs run for everybody.
    private static final List<Path> ALSO = List.of(Path.of("/usr/sbin"), Path.of("/sbin"), Path.of("/usr/local/sbin"));

    private final String program;
    private final String debianPackage;

    DebianTools(String program, String debianPackage) {
        this.program = program;
        this.debianPackage = debianPackage;
    }

    /** The Debian package it comes from. */
    public String debianPackage() {
        return debianPackage;
    }

    /** Its path, or empty if it isn't installed. */
    public Optional<Path> find() {
        return find(program);
    }

    /**
     * Where it is.
     *
     * @throws IllegalStateException when it is not installed, saying what to install
     */
    public String path() {
        return find().map(Path::toString).orElseThrow(() -> new IllegalStateException(missingText(this)));
    }

    /** Whether it is installed. */
    public boolean isInstalled() {
        return find().isPresent();
    }

    /** Where any program is, on PATH or in the sbin directories. */
    public static Optional<Path> find(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        Stream<Path> directories =
                Arrays.stream(path.split(":")).filter(text -> !text.isEmpty()).map(Path::of);
        return Stream.concat(directories, ALSO.stream())
                .map(directory -> directory.resolve(program))
                .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
                .findFirst();
    }

    /** Those that aren't installed. */
    public static List<DebianTools> missing(DebianTools... wanted) {
        return Arrays.stream(wanted).filter(tool -> !tool.isInstalled()).toList();
    }

    /**
     * Whether a test that needs them can run.
     *
     * @throws AssertionError where {@link Needed} says that they must be there
     */
    public static boolean areThere(DebianTools... wanted) {
        return Needed.isThere(missing(wanted).isEmpty(), missingText(wanted));
    }

    /** A sentence for a skipped test: what is missing and how to get it. */
    public static String missingText(DebianTools... wanted) {
        List<DebianTools> missing = missing(wanted);
        if (missing.isEmpty()) {
            return "nothing is missing";
        }
        return "not installed: "
                + String.join(", ", missing.stream().map(tool -> tool.program).toList())
                + "; get with: apt-get install --no-install-recommends "
                + String.join(
                        " ",
                        missing.stream()
                                .map(tool -> tool.debianPackage)
                                .distinct()
                                .toList());
    }
}

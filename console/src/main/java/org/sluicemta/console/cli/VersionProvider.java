package org.sluicemta.console.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest gives. */
public final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"Sluice " + version() + ", Java " + Runtime.version()};
    }

    /** {@code 0.1.0-SNAPSHOT}; "development" outside a jar. */
    public static String version() {
        @Nullable String version = VersionProvider.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}

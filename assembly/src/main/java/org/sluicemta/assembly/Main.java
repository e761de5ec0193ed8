package org.sluicemta.assembly;

import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.sluicemta.console.cli.SluiceCommand;

/** The complete command line: the operators' commands, {@code run}, and others found on the class path. */
public final class Main {
    private Main() {}

    public static void main(String[] words) {
        Stream<Object> added = ServiceLoader.load(AddedCommand.class).stream().map(ServiceLoader.Provider::get);
        Object[] commands = Stream.concat(Stream.of(new RunCommand()), added).toArray();
        System.exit(SluiceCommand.commandLine(new StartCheck(TenantsCheck.lookingIntoTheDatabase()), commands)
                .execute(words));
    }
}

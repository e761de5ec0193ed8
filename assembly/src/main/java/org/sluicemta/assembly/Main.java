package org.sluicemta.assembly;

import org.sluicemta.assembly.demo.DemoCommand;
import org.sluicemta.console.cli.SluiceCommand;

/** The command line, whole: the operators' commands, {@code run} and {@code demo}. */
public final class Main {
    private Main() {}

    public static void main(String[] words) {
        System.exit(SluiceCommand.commandLine(
                        new StartCheck(TenantsCheck.lookingIntoTheDatabase()), new RunCommand(), new DemoCommand())
                .execute(words));
    }
}

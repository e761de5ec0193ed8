package org.sluicemta.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.sluicemta.conf.ServerParts;
import org.sluicemta.console.cli.SluiceCommand;

class DemoIT {
    @Test
    void everyStepOfTheStoryIsChecked() {
        StringWriter out = new StringWriter();

        int exit = SluiceCommand.commandLine(ServerParts.NONE, new DemoCommand())
                .setOut(new PrintWriter(out))
                .execute("demo", "--json");

        assertThat(exit).as(out.toString()).isZero();
        assertThat(out.toString()).contains("\"passed\":true");
    }
}

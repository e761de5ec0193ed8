package org.sluicemta.console.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** Whether the output is for a person or a program. */
public final class OutputOption {
    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    public boolean json() {
        return json;
    }

    /** Prints one value as a line of JSON, members in snake_case. */
    public void print(PrintWriter out, Object value) {
        try {
            out.println(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not printable as JSON: " + value, e);
        }
    }
}

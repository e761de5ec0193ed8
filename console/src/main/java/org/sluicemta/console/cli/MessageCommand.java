package org.sluicemta.console.cli;

import picocli.CommandLine.Command;

/** {@code sluice message …}. */
@Command(
        name = "message",
        description = "Find a message, and what happened to it.",
        mixinStandardHelpOptions = true,
        subcommands = {MessageTraceCommand.class, MessageFindCommand.class})
final class MessageCommand {}

package org.sluicemta.chain;

import java.util.Optional;

/**
 * A step.
 *
 * @param where file and line
 * @param type class of the mailet, short or with its package
 * @param onMatchException what becomes of mail when the matcher throws: a word of James's, or a processor
 * @param onMailetException what becomes of mail when the mailet throws
 * @param element the mailet's element, whose attributes and children are its parameters
 */
public record MailetPlan(
        String where,
        String type,
        Match match,
        Optional<String> onMatchException,
        Optional<String> onMailetException,
        Parameter element) {}

package org.sluicemta.chain;

import java.util.Optional;

/**
 * One step of a processor: a mailet and the mail it is for.
 *
 * @param where file and line
 * @param type class of the mailet, short or with its package
 * @param onMatchException what happens to the mail when the matcher throws: a keyword from James, or a processor
 * @param onMailetException what happens to the mail when the mailet throws
 * @param element the mailet's element, whose attributes and children are its parameters
 */
public record MailetPlan(
        String where,
        String type,
        Match match,
        Optional<String> onMatchException,
        Optional<String> onMailetException,
        Parameter element) {}

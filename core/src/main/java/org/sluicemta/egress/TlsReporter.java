package org.sluicemta.egress;

/**
 * Who reports, RFC 8460 section 4.4.
 *
 * @param organisation for people to read
 * @param contact mail address of whoever is responsible for the reports
 * @param submitter domain that reports are filed under, RFC 8460 section 5.1
 */
public record TlsReporter(String organisation, String contact, String submitter) {}

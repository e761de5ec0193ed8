package org.sluicemta.mail;

/**
 * Names of the attributes that the SMTP server and our mailets set on a James mail. Values are strings unless noted.
 */
public final class MailAttributeNames {
    /** {@link MessageId} in text form; set by the SMTP server. */
    public static final String MESSAGE_ID = "org.sluicemta.message-id";
    /** Name of the listener that took the mail, from smtpserver.xml. */
    public static final String LISTENER = "org.sluicemta.listener";
    /** Stream of the listener, if smtpserver.xml sets one. */
    public static final String LISTENER_STREAM = "org.sluicemta.listener-stream";
    /** User name of the credential that authenticated, absent without AUTH. */
    public static final String CREDENTIAL = "org.sluicemta.credential";
    /** IP address of the real client (behind a proxy, the one the proxy names); absent when unknown. */
    public static final String CLIENT_ADDRESS = "org.sluicemta.client-address";
    /** "true" when the client may relay because its address is in a trusted network, and for mail made here. */
    public static final String CLIENT_TRUSTED = "org.sluicemta.client-trusted";
    /** Instant of acceptance, milliseconds since 1970, as a long. */
    public static final String RECEIVED_AT = "org.sluicemta.received-at";
    /** "true" when MAIL FROM carried BODY=8BITMIME or the content has octets above 127. */
    public static final String EIGHT_BIT = "org.sluicemta.eight-bit";
    /** "true" when MAIL FROM carried SMTPUTF8. */
    public static final String SMTP_UTF8 = "org.sluicemta.smtputf8";
    /** "true" when MAIL FROM carried REQUIRETLS. */
    public static final String REQUIRE_TLS = "org.sluicemta.require-tls";
    /** MT-PRIORITY, as an integer. */
    public static final String PRIORITY = "org.sluicemta.priority";
    /** Release time of a held mail, milliseconds since 1970, as a long. */
    public static final String RELEASE_AT = "org.sluicemta.release-at";
    /** ORCPT of each recipient that has one, as given: a map from recipient address to text. */
    public static final String ORIGINAL_RECIPIENTS = "org.sluicemta.original-recipients";
    /** Tenant id, or "relayed" for mail from strangers, which belongs to no tenant; set by TagTenant. */
    public static final String TENANT = "org.sluicemta.tenant";
    /** Tenant of mail made here, if its maker set one; TagTenant uses it. */
    public static final String FOR_TENANT = "org.sluicemta.for-tenant";
    /** Stream id; set by TagStream. */
    public static final String STREAM = "org.sluicemta.stream";
    /** Name of the campaign, if it belongs to one; set by TagCampaign. */
    public static final String CAMPAIGN = "org.sluicemta.campaign";
    /** Until when its campaign is to be delivered, milliseconds since 1970, as a long; set by TagCampaign. */
    public static final String DELIVER_UNTIL = "org.sluicemta.deliver-until";
    /**
     * "true" when the hand-off must give every recipient its own return path; otherwise absent. Set by
     * RewriteReturnPath.
     */
    public static final String VERP = "org.sluicemta.verp";

    /** Index of the only recipient, when a header already carries its token; an integer. Set by AddFeedbackHeaders. */
    public static final String RECIPIENT_INDEX = "org.sluicemta.recipient-index";
    /** "true" when complaints about it should go to the bounce domain; set by AddFeedbackHeaders. */
    public static final String COMPLAINTS = "org.sluicemta.complaints";
    /** {@code domain/selector} of the keys that signed, separated by commas, or "none"; set by SignDkim. */
    public static final String DKIM = "org.sluicemta.dkim";

    private MailAttributeNames() {}
}

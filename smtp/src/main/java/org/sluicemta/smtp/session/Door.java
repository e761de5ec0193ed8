package org.sluicemta.smtp.session;

import java.time.InstantSource;
import org.sluicemta.event.EventLog;
import org.sluicemta.keys.password.NameSalts;
import org.sluicemta.mail.MessageIdSource;
import org.sluicemta.relay.RelayPolicy;
import org.sluicemta.returnpath.BounceDomain;
import org.sluicemta.returnpath.ReturnPathTokens;
import org.sluicemta.smtp.auth.TokenChecks;
import org.sluicemta.smtp.data.Spool;
import org.sluicemta.smtp.intake.MailIntake;
import org.sluicemta.smtp.metrics.FrontDoorMetrics;
import org.sluicemta.smtp.policy.DoorRules;
import org.sluicemta.tenant.PasswordCheck;
import org.sluicemta.tenant.TenantDirectory;

/**
 * What all sessions share.
 *
 * @param hostName our name in greetings and Received fields
 */
public record Door(
        String hostName,
        RelayPolicy relayPolicy,
        BounceDomain bounceDomain,
        ReturnPathTokens tokens,
        TenantDirectory tenants,
        PasswordCheck passwords,
        NameSalts salts,
        MessageIdSource ids,
        EventLog events,
        InstantSource clock,
        Spool spool,
        MailIntake intake,
        FrontDoorMetrics metrics,
        TokenChecks tokenChecks,
        DoorRules rules) {}

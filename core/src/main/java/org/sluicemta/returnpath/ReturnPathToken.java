package org.sluicemta.returnpath;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;

/**
 * What a verified token holds. Tenant and stream are hashes of their names, resolved by whoever knows the names.
 *
 * @param tenantHash first four octets of SHA-256 of the tenant's name
 * @param streamHash first two octets of SHA-256 of the stream's name
 * @param day day it was made, UTC
 * @param recipient the recipient where it fitted, else null: look the send up by id and index
 */
public record ReturnPathToken(
        MessageId id,
        int recipientIndex,
        int tenantHash,
        short streamHash,
        LocalDate day,
        @Nullable EmailAddress recipient) {}

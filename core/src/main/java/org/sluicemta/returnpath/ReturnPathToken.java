package org.sluicemta.returnpath;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;

/**
 * The contents of a verified token. Tenant and stream are hashes of their names.
 *
 * @param tenantHash first four octets of SHA-256 of the tenant's name
 * @param streamHash first two octets of SHA-256 of the stream's name
 * @param day day it was made, UTC
 * @param recipient the recipient if it fitted, else null; then look the send up by id and index
 */
public record ReturnPathToken(
        MessageId id,
        int recipientIndex,
        int tenantHash,
        short streamHash,
        LocalDate day,
        @Nullable EmailAddress recipient) {}

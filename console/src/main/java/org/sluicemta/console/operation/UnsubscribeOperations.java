package org.sluicemta.console.operation;

import java.io.IOException;
import java.util.Optional;
import javax.inject.Inject;
import org.sluicemta.delivery.feedback.UnsubscribeWay;
import org.sluicemta.delivery.feedback.Unsubscriptions;
import org.sluicemta.delivery.feedback.VerifiedSend;
import org.sluicemta.delivery.feedback.VerifiedSends;
import org.sluicemta.event.ClientFacts;
import org.sluicemta.storage.StoreException;

/**
 * What a recipient can do with the link in a message. The token in the link is all that is known of the caller, and the
 * event log is the record.
 */
public final class UnsubscribeOperations {
    private final VerifiedSends sends;
    private final Unsubscriptions unsubscriptions;

    @Inject
    public UnsubscribeOperations(VerifiedSends sends, Unsubscriptions unsubscriptions) {
        this.sends = sends;
        this.unsubscriptions = unsubscriptions;
    }

    /**
     * The message that the token is from; empty if it isn't a valid token of ours.
     *
     * @throws OperationProblem if it can't be looked up at the moment
     */
    public Optional<VerifiedSend> find(String token) {
        try {
            return sends.find(token);
        } catch (StoreException e) {
            throw OperationProblem.unavailable(e);
        }
    }

    /**
     * Durable when it returns.
     *
     * @return false if the recipient had unsubscribed before
     * @throws OperationProblem if it can't be made durable at the moment
     */
    public boolean unsubscribe(VerifiedSend send, UnsubscribeWay way, ClientFacts client) {
        try {
            return unsubscriptions.unsubscribe(send, way, client);
        } catch (IOException e) {
            throw OperationProblem.unavailable(e);
        }
    }
}

package org.sluicemta.routes.egress;

import java.util.List;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.routes.lane.QueuedMail;

/** Everything that one run of the chain puts into the broker, in one transaction. */
record StagedMail(List<QueuedMail> outbound, List<ReturnedMail> returned) {}

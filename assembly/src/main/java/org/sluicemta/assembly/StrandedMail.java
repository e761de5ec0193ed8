package org.sluicemta.assembly;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.conf.ServerConfiguration;
import org.sluicemta.conf.file.EgressFile;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.egress.PoolId;
import org.sluicemta.queue.lane.LaneDirectory;
import org.sluicemta.queue.lane.LaneException;
import org.sluicemta.queue.lane.LaneScope;

/**
 * Prevents the removal of a pool from the file while mail is waiting in its lanes, because nothing could deliver it any
 * more.
 */
final class StrandedMail {
    private static final Logger LOG = LoggerFactory.getLogger(StrandedMail.class);

    private final LaneDirectory lanes;
    private final Set<PoolId> inForce;

    /** @param inForce the pools that are used for mail now */
    StrandedMail(LaneDirectory lanes, Set<PoolId> inForce) {
        this.lanes = lanes;
        this.inForce = inForce;
    }

    /** Only warns at a start, where a refusal would stop all other mail as well. */
    void warn(ServerConfiguration started) {
        Problems problems = new Problems();
        check(started, problems);
        problems.all().forEach(problem -> LOG.warn("{}", problem));
    }

    void check(ServerConfiguration next, Problems problems) {
        String where = next.places().of(EgressFile.NAME, "pools");
        try {
            Set<PoolId> gone = new TreeSet<>((one, other) -> one.value().compareTo(other.value()));
            gone.addAll(inForce);
            gone.addAll(lanes.lanes().stream().map(lane -> lane.name().pool()).collect(Collectors.toSet()));
            gone.removeAll(next.egress().pools().keySet());
            for (PoolId pool : gone) {
                long waiting = lanes.mailOf(new LaneScope.OfPool(pool));
                if (waiting > 0) {
                    problems.add(
                            where,
                            "pool " + pool + " is not there any more, but " + counted(waiting) + " for it",
                            "Keep it until they have left (its streams may use another pool already), or give them up:"
                                    + " sluice queue purge pool=" + pool);
                }
            }
        } catch (LaneException e) {
            problems.add(
                    where,
                    "whether mail waits for pools that are gone cannot be found out: " + e.getMessage(),
                    "Try again when the broker answers");
        }
    }

    private static String counted(long messages) {
        return messages == 1 ? "1 message waits" : messages + " messages wait";
    }
}

package org.sluicemta.testing.smtp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A running script, which counts the occasions of each rule. All sessions of a sink share it. */
final class ScriptRun {
    private final SinkScript script;
    private final List<Map<String, Integer>> occasions = new ArrayList<>();

    ScriptRun(SinkScript script) {
        this.script = script;
        script.rules().forEach(rule -> occasions.add(new HashMap<>()));
    }

    /** The fault for this occasion. It counts as an occasion of every rule that was checked and matched. */
    synchronized Optional<SinkFault> faultAt(SinkContext context) {
        for (int i = 0; i < script.rules().size(); i++) {
            SinkRule rule = script.rules().get(i);
            if (rule.phase() == context.phase() && rule.condition().test(context)) {
                String key = rule.perRecipient() ? context.subject() : "";
                int occasion = occasions.get(i).merge(key, 1, Integer::sum);
                if (occasion > rule.skip() && occasion - rule.skip() <= rule.times()) {
                    return Optional.of(rule.fault());
                }
            }
        }
        return Optional.empty();
    }
}

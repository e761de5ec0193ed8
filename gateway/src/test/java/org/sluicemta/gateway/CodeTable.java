package org.sluicemta.gateway;

import org.sluicemta.response.Answer;
import org.sluicemta.response.Blame;
import org.sluicemta.response.Classification;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.response.ResponseTable;

/** Judges by the code alone, but for texts that say otherwise: "for now" is temporary, "for good" permanent. */
final class CodeTable implements ResponseTable {
    @Override
    public Classification classify(Answer answer) {
        boolean permanent = answer.code() >= 500 && !answer.text().contains("for now")
                || answer.text().contains("for good");
        return new Classification(ResponseClass.OTHER, permanent, Blame.RECIPIENT, 0, "default", "none");
    }

    @Override
    public Classification classify(ResponseClass known, int code) {
        return new Classification(known, code >= 500, Blame.SITE, 0, "default", "none");
    }
}

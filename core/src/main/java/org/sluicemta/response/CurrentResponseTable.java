package org.sluicemta.response;

/** The table in force. Replacing it is atomic. */
public final class CurrentResponseTable implements ResponseTable {
    private volatile ResponseTable current;

    public CurrentResponseTable(ResponseTable first) {
        this.current = first;
    }

    public void replace(ResponseTable next) {
        current = next;
    }

    @Override
    public Classification classify(Answer answer) {
        return current.classify(answer);
    }

    @Override
    public Classification classify(ResponseClass known, int code) {
        return current.classify(known, code);
    }
}

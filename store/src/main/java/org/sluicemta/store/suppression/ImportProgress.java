package org.sluicemta.store.suppression;

/** Told how far an import has come, every few thousand lines or entries. */
@FunctionalInterface
public interface ImportProgress {
    /** First the file is read and put in order, then what was good in it is written. */
    enum Step {
        READ,
        WRITTEN
    }

    /**
     * @param done lines read, or entries written
     * @param total entries to be written; 0 while the file is read
     */
    void at(Step step, long done, long total);
}

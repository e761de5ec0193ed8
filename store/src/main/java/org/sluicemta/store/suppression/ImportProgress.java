package org.sluicemta.store.suppression;

/** Called with the progress of an import every few thousand lines or entries. */
@FunctionalInterface
public interface ImportProgress {
    /** First the file is read and sorted, then its valid entries are written. */
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

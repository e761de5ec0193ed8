package org.sluicemta.store.suppression;

/**
 * An import that brings entries back with the source and the author they had, so that only the record of changes tells
 * which import they came by.
 *
 * @param source of the import, {@code import:FILE}
 * @param by who runs it
 */
record Restoring(String source, String by) {}

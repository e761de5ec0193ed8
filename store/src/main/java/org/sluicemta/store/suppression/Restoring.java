package org.sluicemta.store.suppression;

/**
 * An import that restores entries with the source and author they had, so only the change history tells which import
 * they came from.
 *
 * @param source of the import, {@code import:FILE}
 * @param by who runs it
 */
record Restoring(String source, String by) {}

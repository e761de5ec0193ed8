package org.sluicemta.assembly;

/**
 * A command of the command line that is not part of the distribution, such as {@code demo}. Those on the class path are
 * found as {@link java.util.ServiceLoader} services; each is annotated as picocli wants it.
 */
public interface AddedCommand {}

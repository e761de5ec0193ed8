/**
 * One reader for each configuration file: from the tree of {@link org.sluicemta.conf.xml.XmlElement}s to core's records.
 * A reader names every problem it finds and then returns something; its result counts only when there were no problems.
 * Start with {@link org.sluicemta.conf.file.EgressFile}.
 */
@NullMarked
package org.sluicemta.conf.file;

import org.jspecify.annotations.NullMarked;

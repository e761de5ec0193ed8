/**
 * One reader for each configuration file: from {@link org.sluicemta.conf.xml.XmlElement}s to the records of core. A
 * reader reports every problem and still returns a result, which is used only if there were no problems. Start with
 * {@link org.sluicemta.conf.file.EgressFile}.
 */
@NullMarked
package org.sluicemta.conf.file;

import org.jspecify.annotations.NullMarked;

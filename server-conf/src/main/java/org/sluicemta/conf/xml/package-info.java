/**
 * XML with positions. {@link org.sluicemta.conf.xml.XmlTreeReader} reads a file of bounded size and depth into
 * {@link org.sluicemta.conf.xml.XmlElement}s that know their line, filling in the environment on the way;
 * {@link org.sluicemta.conf.xml.ElementReader} takes typed values out of them. Neither stops at the first fault: every
 * {@link org.sluicemta.config.Problem} is collected in {@link org.sluicemta.conf.xml.Problems}.
 */
@NullMarked
package org.sluicemta.conf.xml;

import org.jspecify.annotations.NullMarked;

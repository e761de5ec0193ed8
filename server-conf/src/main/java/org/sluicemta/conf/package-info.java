/**
 * What an operator edits, and the code that loads, validates and explains it. {@link
 * org.sluicemta.conf.ConfigurationLoader} reads all files of a directory into one {@link
 * org.sluicemta.conf.ServerConfiguration}, or says everything that is wrong with them at once. {@link
 * org.sluicemta.conf.ShippedConfiguration} holds the files that a new server starts with, {@link
 * org.sluicemta.conf.ReloadableConfiguration} what can change while it runs.
 */
@NullMarked
package org.sluicemta.conf;

import org.jspecify.annotations.NullMarked;

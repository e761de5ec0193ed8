package org.sluicemta.conf.file;

import org.sluicemta.listener.ListenerSettings;

/** An {@code <smtpserver>}, which may be disabled. */
public record ConfiguredListener(boolean enabled, ListenerSettings settings) {}

package org.sluicemta.conf.file;

import org.sluicemta.listener.ListenerSettings;

/** An {@code <smtpserver>}, which may be switched off. */
public record ConfiguredListener(boolean enabled, ListenerSettings settings) {}

package org.sluicemta.smtp;

import java.net.InetSocketAddress;

/** A listener that takes connections, at the port it really got. */
public record BoundListener(String name, InetSocketAddress address) {}

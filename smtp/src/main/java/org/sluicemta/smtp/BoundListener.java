package org.sluicemta.smtp;

import java.net.InetSocketAddress;

/** An open listener with the port it actually got. */
public record BoundListener(String name, InetSocketAddress address) {}

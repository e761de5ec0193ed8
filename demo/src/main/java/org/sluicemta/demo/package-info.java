/**
 * {@code sluice demo}: the real server on free ports, with a mailbox, two more mailbox providers and a DNS server that
 * stand for the rest of the internet, plays the life of a few messages and checks every step. Start with
 * {@link org.sluicemta.demo.DemoStory}.
 */
@NullMarked
package org.sluicemta.demo;

import org.jspecify.annotations.NullMarked;

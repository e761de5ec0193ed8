/**
 * Where James's {@code ToRepository} and similar mailets put mail: folders of files under the data directory. Stored
 * mail is on disk before the mailet returns, so a chain may reply 250 for mail that it only stores. Nothing here
 * delivers. An operator reads the files, or uses {@code FromRepository} to send them through the chain again.
 */
@NullMarked
package org.sluicemta.mailets.repository;

import org.jspecify.annotations.NullMarked;

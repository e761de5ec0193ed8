/**
 * Where James's {@code ToRepository} and its kin put mail: folders of files under the data directory. What is stored is
 * on disk before the mailet returns, so a chain may answer 250 for mail that it only files. Nothing here delivers; an
 * operator reads the files, or has {@code FromRepository} send them through the chain again.
 */
@NullMarked
package org.sluicemta.mailets.repository;

import org.jspecify.annotations.NullMarked;

package org.sluicemta.routes.engine;

import java.nio.file.Path;

/** Where the operator's own routes lie: {@code conf/routes}. */
public record RouteDirectory(Path path) {}

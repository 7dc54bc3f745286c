package io.busha.resourceserver.it.webflux.boot41;

import io.busha.resourceserver.it.webflux.EventLoopsContract;

/** Event loops under WebFlux of Boot 4.1. */
class Boot41EventLoopsTest extends EventLoopsContract {}

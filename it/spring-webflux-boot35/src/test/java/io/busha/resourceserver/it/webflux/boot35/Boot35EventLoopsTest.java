package io.busha.resourceserver.it.webflux.boot35;

import io.busha.resourceserver.it.webflux.EventLoopsContract;

/** Event loops under WebFlux of Boot 3.5. */
class Boot35EventLoopsTest extends EventLoopsContract {}

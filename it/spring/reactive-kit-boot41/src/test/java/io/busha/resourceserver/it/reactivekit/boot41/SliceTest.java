package io.busha.resourceserver.it.reactivekit.boot41;

import io.busha.resourceserver.it.reactivekit.SliceTests;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;

@WebFluxTest
class SliceTest extends SliceTests {}

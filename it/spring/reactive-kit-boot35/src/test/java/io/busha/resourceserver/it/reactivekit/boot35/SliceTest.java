package io.busha.resourceserver.it.reactivekit.boot35;

import io.busha.resourceserver.it.reactivekit.SliceTests;
import org.springframework.boot.test.autoconfigure.web.reactive.WebFluxTest;

@WebFluxTest
class SliceTest extends SliceTests {}

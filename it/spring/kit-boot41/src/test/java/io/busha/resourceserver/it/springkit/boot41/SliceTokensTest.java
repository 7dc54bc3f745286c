package io.busha.resourceserver.it.springkit.boot41;

import io.busha.resourceserver.it.springkit.SliceTokens;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;

@WebMvcTest
class SliceTokensTest extends SliceTokens {}

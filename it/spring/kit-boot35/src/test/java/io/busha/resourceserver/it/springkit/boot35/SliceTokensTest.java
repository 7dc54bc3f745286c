package io.busha.resourceserver.it.springkit.boot35;

import io.busha.resourceserver.it.springkit.SliceTokens;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;

@WebMvcTest
class SliceTokensTest extends SliceTokens {}

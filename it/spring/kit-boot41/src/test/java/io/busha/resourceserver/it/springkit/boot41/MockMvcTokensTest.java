package io.busha.resourceserver.it.springkit.boot41;

import io.busha.resourceserver.it.springkit.MockMvcTokens;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;

@AutoConfigureMockMvc
class MockMvcTokensTest extends MockMvcTokens {}

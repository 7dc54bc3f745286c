package io.busha.resourceserver.it.springkit.boot35;

import io.busha.resourceserver.it.springkit.MockMvcTokens;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;

@AutoConfigureMockMvc
class MockMvcTokensTest extends MockMvcTokens {}

package io.busha.resourceserver.it.springsecurity.boot35;

import io.busha.resourceserver.it.springsecurity.MockCallerTests;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;

@AutoConfigureMockMvc
class MockCallerTest extends MockCallerTests {}

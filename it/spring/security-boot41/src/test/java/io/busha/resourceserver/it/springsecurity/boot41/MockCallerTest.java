package io.busha.resourceserver.it.springsecurity.boot41;

import io.busha.resourceserver.it.springsecurity.MockCallerTests;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;

@AutoConfigureMockMvc
class MockCallerTest extends MockCallerTests {}

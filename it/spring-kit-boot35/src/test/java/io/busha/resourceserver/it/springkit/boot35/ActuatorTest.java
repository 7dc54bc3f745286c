package io.busha.resourceserver.it.springkit.boot35;

import io.busha.resourceserver.it.springkit.ActuatorTests;

class ActuatorTest extends ActuatorTests {}

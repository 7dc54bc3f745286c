package io.busha.resourceserver.it.springkit.boot41;

import io.busha.resourceserver.it.springkit.ActuatorTests;

class ActuatorTest extends ActuatorTests {}

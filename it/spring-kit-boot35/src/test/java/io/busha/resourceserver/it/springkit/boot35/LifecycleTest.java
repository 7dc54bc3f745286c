package io.busha.resourceserver.it.springkit.boot35;

import io.busha.resourceserver.it.springkit.LifecycleTests;

class LifecycleTest extends LifecycleTests {}

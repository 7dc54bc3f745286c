package io.busha.resourceserver.it.springkit.boot41;

import io.busha.resourceserver.it.springkit.LifecycleTests;

class LifecycleTest extends LifecycleTests {}

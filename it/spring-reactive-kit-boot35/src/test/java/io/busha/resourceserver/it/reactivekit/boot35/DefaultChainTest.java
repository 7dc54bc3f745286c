package io.busha.resourceserver.it.reactivekit.boot35;

import io.busha.resourceserver.it.reactivekit.DefaultChainTests;

class DefaultChainTest extends DefaultChainTests {}

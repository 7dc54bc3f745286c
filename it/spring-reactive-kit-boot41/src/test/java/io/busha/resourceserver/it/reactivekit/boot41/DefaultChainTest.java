package io.busha.resourceserver.it.reactivekit.boot41;

import io.busha.resourceserver.it.reactivekit.DefaultChainTests;

class DefaultChainTest extends DefaultChainTests {}

package io.busha.resourceserver.it.springkit.boot41;

import io.busha.resourceserver.it.springkit.OwnIssuer;

class OwnIssuerTest extends OwnIssuer {}

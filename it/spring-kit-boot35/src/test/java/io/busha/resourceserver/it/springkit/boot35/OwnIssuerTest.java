package io.busha.resourceserver.it.springkit.boot35;

import io.busha.resourceserver.it.springkit.OwnIssuer;

class OwnIssuerTest extends OwnIssuer {}

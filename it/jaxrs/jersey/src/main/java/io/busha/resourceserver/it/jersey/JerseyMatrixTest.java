package io.busha.resourceserver.it.jersey;

import io.busha.resourceserver.it.jaxrs.matrix.Implementation;
import io.busha.resourceserver.it.jaxrs.matrix.JaxRsMatrix;

final class JerseyMatrixTest extends JaxRsMatrix {

    JerseyMatrixTest() {
        super(Implementation.whole("Jersey " + JerseyRuntime.version(), new JerseyRuntime()));
    }
}

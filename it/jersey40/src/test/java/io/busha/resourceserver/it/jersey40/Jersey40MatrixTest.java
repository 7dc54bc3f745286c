package io.busha.resourceserver.it.jersey40;

import io.busha.resourceserver.it.jaxrs.matrix.Implementation;
import io.busha.resourceserver.it.jaxrs.matrix.JaxRsMatrix;

final class Jersey40MatrixTest extends JaxRsMatrix {

    Jersey40MatrixTest() {
        super(Implementation.whole("Jersey 4.0", new JerseyRuntime()));
    }
}

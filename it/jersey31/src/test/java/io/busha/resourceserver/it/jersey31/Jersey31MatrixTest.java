package io.busha.resourceserver.it.jersey31;

import io.busha.resourceserver.it.jaxrs.matrix.Implementation;
import io.busha.resourceserver.it.jaxrs.matrix.JaxRsMatrix;

final class Jersey31MatrixTest extends JaxRsMatrix {

    Jersey31MatrixTest() {
        super(Implementation.whole("Jersey 3.1", new JerseyRuntime()));
    }
}

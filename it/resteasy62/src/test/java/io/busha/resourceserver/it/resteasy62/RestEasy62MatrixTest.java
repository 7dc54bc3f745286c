package io.busha.resourceserver.it.resteasy62;

import io.busha.resourceserver.it.jaxrs.matrix.Implementation;
import io.busha.resourceserver.it.jaxrs.matrix.JaxRsMatrix;

final class RestEasy62MatrixTest extends JaxRsMatrix {

    RestEasy62MatrixTest() {
        super(Implementation.whole("RESTEasy 6.2", new RestEasyRuntime()));
    }
}

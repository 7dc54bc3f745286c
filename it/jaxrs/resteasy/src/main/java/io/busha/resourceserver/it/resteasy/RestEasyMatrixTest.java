package io.busha.resourceserver.it.resteasy;

import io.busha.resourceserver.it.jaxrs.matrix.Implementation;
import io.busha.resourceserver.it.jaxrs.matrix.JaxRsMatrix;

final class RestEasyMatrixTest extends JaxRsMatrix {

    RestEasyMatrixTest() {
        super(Implementation.whole("RESTEasy " + RestEasyRuntime.version(), new RestEasyRuntime()));
    }
}

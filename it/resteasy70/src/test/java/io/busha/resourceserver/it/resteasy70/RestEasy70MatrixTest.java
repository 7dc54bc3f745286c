package io.busha.resourceserver.it.resteasy70;

import io.busha.resourceserver.it.jaxrs.matrix.Implementation;
import io.busha.resourceserver.it.jaxrs.matrix.JaxRsMatrix;

final class RestEasy70MatrixTest extends JaxRsMatrix {

    RestEasy70MatrixTest() {
        super(Implementation.whole("RESTEasy 7.0", new RestEasyRuntime()));
    }
}

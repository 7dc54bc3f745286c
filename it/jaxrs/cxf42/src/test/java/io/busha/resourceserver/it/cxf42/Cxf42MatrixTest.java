package io.busha.resourceserver.it.cxf42;

import io.busha.resourceserver.it.jaxrs.matrix.Implementation;
import io.busha.resourceserver.it.jaxrs.matrix.JaxRsMatrix;

/** CXF does not discover features, and 4.2 has no module for server-sent events. */
final class Cxf42MatrixTest extends JaxRsMatrix {

    Cxf42MatrixTest() {
        super(new Implementation("CXF 4.2", new CxfRuntime(), false, false));
    }
}

package io.busha.resourceserver.spring.internal;

/** Named as one of Boot's, but of the application. */
final class AbstractWebMvcEndpointHandlerMapping {

    private AbstractWebMvcEndpointHandlerMapping() {}

    static final class OperationHandler {
        private OperationHandler() {}
    }
}

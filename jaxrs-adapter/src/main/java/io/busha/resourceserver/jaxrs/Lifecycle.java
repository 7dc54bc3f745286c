package io.busha.resourceserver.jaxrs;

/** What is to be done when an application has started, and when it ends; either may be told more than once, or never. */
interface Lifecycle {

    /** Every resource method is known that is known before it is called. */
    void started();

    /** No request comes any more. */
    void ended();
}

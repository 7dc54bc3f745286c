package io.busha.resourceserver.jaxrs;

/** The actions at an application's start and end. Either may be called more than once, or never. */
interface Lifecycle {

    /** Called when every resource method that can be known before its first call is known. */
    void started();

    /** Called when no more requests arrive. */
    void ended();
}

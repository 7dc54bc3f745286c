package io.busha.resourceserver.it.jaxrs;

/** How the door is added to an application. */
public enum Registration {
    /** The implementation finds it in {@code META-INF/services}. */
    FOUND,
    /** Its class is among those of the application. */
    BY_CLASS,
    /** An instance with a guard made by code is among the singletons of the application. */
    BY_INSTANCE
}

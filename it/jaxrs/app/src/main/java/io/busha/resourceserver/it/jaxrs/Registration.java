package io.busha.resourceserver.it.jaxrs;

/** How the door comes into an application. */
public enum Registration {
    /** Nobody registers it: the implementation finds it in {@code META-INF/services}. */
    FOUND,
    /** Its class is one of the application's. */
    BY_CLASS,
    /** An instance with a guard made by code is one of the application's singletons. */
    BY_INSTANCE
}

package io.busha.resourceserver.route.spi.elsewhere;

import io.busha.resourceserver.route.RequireScope;

/** Declares a method that is visible only in its package. */
public class OfAnotherPackage {

    @RequireScope("another-package")
    void get() {}
}

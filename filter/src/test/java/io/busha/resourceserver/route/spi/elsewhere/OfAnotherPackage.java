package io.busha.resourceserver.route.spi.elsewhere;

import io.busha.resourceserver.route.RequireScope;

/** What it declares is seen in its package alone. */
public class OfAnotherPackage {

    @RequireScope("another-package")
    void get() {}
}

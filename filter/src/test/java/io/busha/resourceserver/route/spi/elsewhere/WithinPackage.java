package io.busha.resourceserver.route.spi.elsewhere;

/** Overrides in the package what subclasses outside of it cannot see. */
public final class WithinPackage {

    private WithinPackage() {}

    /** Shows it to all. */
    public static class Widened extends OfAnotherPackage {
        @Override
        public void get() {}
    }
}

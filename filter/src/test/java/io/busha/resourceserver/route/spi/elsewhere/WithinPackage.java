package io.busha.resourceserver.route.spi.elsewhere;

/** Overrides a method of its package that subclasses outside it cannot see. */
public final class WithinPackage {

    private WithinPackage() {}

    /** Makes the method public. */
    public static class Widened extends OfAnotherPackage {
        @Override
        public void get() {}
    }
}

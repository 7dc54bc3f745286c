package io.busha.resourceserver.it.jaxrs.matrix;

/**
 * A line of the table.
 *
 * @param title as in the documentation
 */
record Row(String title, Check check) {

    /** What is proven. */
    @FunctionalInterface
    interface Check {
        /**
         * A word or two on what was seen.
         *
         * @throws AssertionError where it must not be
         */
        String cellOf(Application application);
    }
}

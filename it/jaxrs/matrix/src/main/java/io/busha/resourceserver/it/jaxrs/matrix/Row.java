package io.busha.resourceserver.it.jaxrs.matrix;

/**
 * A line of the table.
 *
 * @param title the title in the documentation
 */
record Row(String title, Check check) {

    /** The test behind a row. */
    @FunctionalInterface
    interface Check {
        /**
         * Returns a word or two on the observed behaviour.
         *
         * @throws AssertionError if the behaviour is wrong
         */
        String cellOf(Application application);
    }
}

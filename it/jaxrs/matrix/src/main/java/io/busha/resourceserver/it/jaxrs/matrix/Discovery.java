package io.busha.resourceserver.it.jaxrs.matrix;

/** How an application gets the feature. */
enum Discovery {
    /** The feature is a singleton of the application, with its own guard. */
    EXPLICIT("registered"),
    /** The jar is on the class path, and the settings are properties of the application. */
    AUTOMATIC("not registered");

    private final String title;

    Discovery(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return title;
    }
}

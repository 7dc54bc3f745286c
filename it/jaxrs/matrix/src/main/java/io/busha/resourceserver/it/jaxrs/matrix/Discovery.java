package io.busha.resourceserver.it.jaxrs.matrix;

/** How an application comes to the feature. */
enum Discovery {
    /** It is one of the application's singletons, with a guard of its own. */
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

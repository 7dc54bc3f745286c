package io.busha.resourceserver.it.jaxrs;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/** Resources without a declaration; route lines open some of them. */
public final class UndeclaredResources {

    private UndeclaredResources() {}

    static List<Class<?>> all() {
        return List.of(
                Undeclared.class,
                ErrorPage.class,
                Table.class,
                Foo.class,
                Bar.class,
                Foobar.class,
                Api.class,
                Statement.class,
                Extension.class,
                Salaries.class,
                Other.class,
                Account.class);
    }

    @Path("/undeclared")
    public static class Undeclared extends AnyMethod {
        @Override
        String text(SecurityContext caller, UriInfo uri) {
            return "undeclared";
        }
    }

    @Path("/error-page")
    public static class ErrorPage extends AnyMethod {
        @Override
        String text(SecurityContext caller, UriInfo uri) {
            return "error page";
        }
    }

    /** Answers the decoded path without parameters. It is not read from a template, because RESTEasy removes a trailing slash there. */
    abstract static class ByItsPath extends AnyMethod {
        static final String REST = "{rest: (/.*)?}";

        private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");

        @Override
        String text(SecurityContext caller, UriInfo uri) {
            String raw = PARAMETERS.matcher(uri.getPath(false)).replaceAll("");
            String path = URI.create("http://localhost/" + raw).getPath();
            return raw.startsWith("/") ? path.substring(1) : path;
        }
    }

    @Path("/table" + ByItsPath.REST)
    public static class Table extends ByItsPath {}

    @Path("/foo" + ByItsPath.REST)
    public static class Foo extends ByItsPath {}

    @Path("/bar" + ByItsPath.REST)
    public static class Bar extends ByItsPath {}

    @Path("/foobar")
    public static class Foobar extends ByItsPath {}

    @Path("/api" + ByItsPath.REST)
    public static class Api extends ByItsPath {}

    @Path("/statement")
    public static class Statement extends ByItsPath {}

    @Path("/reports/salaries")
    public static class Salaries extends ByItsPath {}

    @Path("/reports/other")
    public static class Other extends ByItsPath {}

    @Path("/acc/{id}")
    public static class Account extends ByItsPath {}

    @Path("/{path: .*\\.do}")
    public static class Extension extends ByItsPath {}
}

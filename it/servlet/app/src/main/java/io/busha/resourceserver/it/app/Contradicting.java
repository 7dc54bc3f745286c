package io.busha.resourceserver.it.app;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Servlets with contradictory or invalid declarations, which must keep an application from starting. */
public final class Contradicting {

    private Contradicting() {}

    @Open
    @Authenticated
    public static final class TwoKinds extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response, "two kinds");
        }
    }

    @RequireScope("a b")
    public static final class BlankScope extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response, "blank scope");
        }
    }
}

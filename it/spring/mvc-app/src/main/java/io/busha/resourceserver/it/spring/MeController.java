package io.busha.resourceserver.it.spring;

import io.busha.resourceserver.it.app.Me;
import io.busha.resourceserver.route.Authenticated;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers everything that a handler sees of its caller. At the finest level, Spring logs the arguments and results of handlers. */
@RestController
class MeController {

    @Authenticated
    @GetMapping("/me")
    void me(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Counted.count(request);
        Me.answer(request, response);
    }
}

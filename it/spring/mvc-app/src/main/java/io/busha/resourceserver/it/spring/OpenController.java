package io.busha.resourceserver.it.spring;

import io.busha.resourceserver.it.app.ContractApplication;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.MDC;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Handlers for everybody. */
@Open
@RestController
class OpenController {

    /** Includes OPTIONS, which Spring answers itself if no handler has it. */
    @RequestMapping(
            path = "/open",
            method = {
                RequestMethod.GET,
                RequestMethod.HEAD,
                RequestMethod.POST,
                RequestMethod.PUT,
                RequestMethod.PATCH,
                RequestMethod.DELETE,
                RequestMethod.OPTIONS
            })
    String open(HttpServletRequest request, Optional<VerifiedToken> token) {
        return Counted.answer(request, token.map(VerifiedToken::subject).orElse("anonymous"));
    }

    @RequestMapping("/mdc")
    String mdc(HttpServletRequest request) {
        return Counted.answer(request, Objects.requireNonNullElse(MDC.get("sub"), "-"));
    }

    @RequestMapping("/fails")
    void fails(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Counted.count(request);
        response.sendError(418);
    }

    @RequestMapping("/breaks")
    String breaks(HttpServletRequest request) throws Exception {
        Counted.count(request);
        throw ContractApplication.ERROR_TYPE.getDeclaredConstructor().newInstance();
    }
}

package io.busha.resourceserver.it.spring;

import io.busha.resourceserver.route.RequireScope;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Handlers that require scopes. */
@RestController
class ScopedController {

    @RequireScope("balances:read")
    @GetMapping("/balances")
    String balances(HttpServletRequest request) {
        return Counted.answer(request, "balances");
    }

    @RequireScope("transfers:write")
    @PostMapping("/transfers")
    String transfers(HttpServletRequest request) throws IOException {
        Counted.count(request);
        return Integer.toString(request.getInputStream().readAllBytes().length);
    }

    @RequireScope("transfers:write")
    @PostMapping(
            path = "/orders",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    String orders(HttpServletRequest request, @RequestParam("amount") String amount) {
        return Counted.answer(request, amount);
    }

    @CrossOrigin("https://page.example")
    @RequireScope("balances:read")
    @GetMapping("/shared")
    String shared(HttpServletRequest request) {
        return Counted.answer(request, "shared");
    }

    @RequireScope("transfers:write")
    @GetMapping("/transfers-get")
    String transfersGet(HttpServletRequest request) {
        return Counted.answer(request, "transfers-get");
    }

    @RequireScope({"balances:read", "transfers:write"})
    @GetMapping("/both")
    String both(HttpServletRequest request) {
        return Counted.answer(request, "both");
    }

    @RequireScope(anyOf = {"balances:read", "transfers:write"})
    @GetMapping("/any")
    String any(HttpServletRequest request) {
        return Counted.answer(request, "any");
    }

    @RequireScope("balances:read")
    @GetMapping("/head")
    String get(HttpServletRequest request) {
        return Counted.answer(request, "head");
    }

    @RequireScope("transfers:write")
    @RequestMapping(path = "/head", method = RequestMethod.HEAD)
    String head(HttpServletRequest request) {
        return Counted.answer(request, "head");
    }

    @RequireScope("balances:read")
    @GetMapping("/narrowed")
    String narrowed(HttpServletRequest request) {
        return Counted.answer(request, "narrowed");
    }
}

package io.busha.resourceserver.spring.mvc;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Confirms that the handler which a request arrived at is the one that was decided on, and decides again where it is not. */
final class DispatchConfirmation implements HandlerInterceptor {

    /** The actuator's door is another one, in a context of its own, where it has a port of its own. */
    private final Map<WebApplicationContext, MvcDoor> doors = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException, ServletException {
        WebApplicationContext context = RequestContextUtils.findWebApplicationContext(request);
        if (context == null) {
            throw new ServletException("the request did not come through a dispatcher servlet");
        }
        return doors.computeIfAbsent(context, DispatchConfirmation::doorOf).admits(request, response, handler);
    }

    private static MvcDoor doorOf(WebApplicationContext context) {
        return context.getBean(MvcDoor.class);
    }
}

package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.route.MappedEndpoint;
import io.busha.resourceserver.spring.handler.HandlerList;
import io.busha.resourceserver.spring.handler.RouteList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Lists what handler mappings map. Used once, by one thread. */
final class MappedHandlers {

    private final HandlerList handlers;

    MappedHandlers(WebApplicationContext context, HandlerRules rules, String prefix) {
        this.handlers = new HandlerList(context, rules.declarations(), prefix);
    }

    /**
     * All of them.
     *
     * @throws IllegalArgumentException naming every handler that contradicts itself
     */
    List<MappedEndpoint> list(List<HandlerMapping> mappings) {
        mappings.forEach(this::add);
        return handlers.endpoints();
    }

    private void add(HandlerMapping mapping) {
        if (mapping instanceof RequestMappingInfoHandlerMapping methods) {
            methods.getHandlerMethods().forEach(this::addMethod);
        } else if (mapping instanceof AbstractUrlHandlerMapping urls) {
            urls.getHandlerMap().forEach((pattern, handler) -> handlers.add(pattern, pattern, handler));
            if (urls.getRootHandler() != null) {
                handlers.add("/", "/", urls.getRootHandler());
            }
        } else if (mapping instanceof RouterFunctionMapping functions && functions.getRouterFunction() != null) {
            functions.getRouterFunction().accept(new MappedRoutes(new RouteList(handlers)));
        }
    }

    private void addMethod(RequestMappingInfo info, HandlerMethod handler) {
        for (String pattern : info.getPatternValues()) {
            handlers.add(pattern, conditions(info), info.getMethodsCondition().getMethods(), handler);
        }
    }

    private static Stream<?> conditions(RequestMappingInfo info) {
        return Stream.of(
                        info.getParamsCondition(),
                        info.getHeadersCondition(),
                        info.getConsumesCondition(),
                        info.getProducesCondition())
                .filter(condition -> !condition.isEmpty());
    }
}

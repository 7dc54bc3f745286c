package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.spring.internal.HandlerList;
import java.util.Optional;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;

/** Adds the endpoints of handler mappings to a list. */
record MappedHandlers(HandlerList handlers) {

    void add(Object mapping) {
        handlers.addMapping(mapping);
        if (mapping instanceof RequestMappingInfoHandlerMapping methods) {
            methods.getHandlerMethods().forEach(this::add);
        } else if (mapping instanceof AbstractUrlHandlerMapping urls) {
            urls.getHandlerMap().forEach((pattern, handler) -> handlers.add(pattern.getPatternString(), handler));
        } else if (mapping instanceof RouterFunctionMapping functions) {
            Optional.ofNullable(functions.getRouterFunction()).ifPresent(all -> all.accept(new MappedRoutes(handlers)));
        } else {
            handlers.addUnknown();
        }
    }

    private void add(RequestMappingInfo info, HandlerMethod handler) {
        handlers.add(
                info.getPatternsCondition().getPatterns(),
                info.getMethodsCondition().getMethods(),
                handler,
                info.getParamsCondition(),
                info.getHeadersCondition(),
                info.getConsumesCondition(),
                info.getProducesCondition());
    }
}

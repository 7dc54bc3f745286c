package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.spring.internal.HandlerList;
import java.util.Optional;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Adds the endpoints of handler mappings to a list. */
record MappedHandlers(HandlerList handlers) {

    void add(Object mapping) {
        handlers.addMapping(mapping);
        if (mapping instanceof AbstractHandlerMapping any && any.getDefaultHandler() != null) {
            handlers.add("/**", "/**", any.getDefaultHandler());
        }
        if (mapping instanceof RequestMappingInfoHandlerMapping methods) {
            methods.getHandlerMethods().forEach(this::add);
        } else if (mapping instanceof AbstractUrlHandlerMapping urls) {
            urls.getHandlerMap().forEach(handlers::add);
            Optional.ofNullable(urls.getRootHandler()).ifPresent(root -> handlers.add("/", root));
        } else if (mapping instanceof RouterFunctionMapping functions) {
            Optional.ofNullable(functions.getRouterFunction()).ifPresent(all -> all.accept(new MappedRoutes(handlers)));
        } else if (mapping instanceof Iterable<?> several) { // as in Spring Data REST
            several.forEach(this::add);
        } else {
            handlers.addUnknown();
        }
    }

    private void add(RequestMappingInfo info, HandlerMethod handler) {
        handlers.add(
                info.getPatternValues(),
                info.getMethodsCondition().getMethods(),
                handler,
                info.getParamsCondition(),
                info.getHeadersCondition(),
                info.getConsumesCondition(),
                info.getProducesCondition());
    }
}

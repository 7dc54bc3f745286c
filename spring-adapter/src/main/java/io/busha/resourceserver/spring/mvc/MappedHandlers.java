package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.spring.handler.HandlerList;
import io.busha.resourceserver.spring.handler.ListedMappings;
import io.busha.resourceserver.spring.handler.RouteList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Lists the endpoints of handler mappings. Used once, by one thread. */
final class MappedHandlers {

    private final HandlerList handlers;

    MappedHandlers(WebApplicationContext context, HandlerRules rules, String prefix) {
        this.handlers = new HandlerList(context, rules.declarations(), prefix);
    }

    /** Lists the endpoints of these mappings. */
    HandlerList list(List<HandlerMapping> mappings) {
        mappings.forEach(this::add);
        return handlers;
    }

    private void add(Object mapping) {
        if (!ListedMappings.include(mapping)) {
            handlers.addUnknown();
        }
        if (mapping instanceof AbstractHandlerMapping any && any.getDefaultHandler() != null) {
            handlers.add("/**", "/**", any.getDefaultHandler());
        }
        if (mapping instanceof RequestMappingInfoHandlerMapping methods) {
            methods.getHandlerMethods().forEach(this::addMethod);
        } else if (mapping instanceof AbstractUrlHandlerMapping urls) {
            urls.getHandlerMap().forEach(this::addHandler);
            if (urls.getRootHandler() != null) {
                addHandler("/", urls.getRootHandler());
            }
        } else if (mapping instanceof RouterFunctionMapping functions) {
            addRoutes(functions.getRouterFunction());
        } else if (mapping instanceof Iterable<?> several) { // as in Spring Data REST
            several.forEach(this::add);
        } else {
            handlers.addUnknown();
        }
    }

    private void addHandler(String pattern, Object handler) {
        handlers.add(pattern, handler, HandlerRules.isForAnyFile(handler, pattern));
    }

    private void addRoutes(@Nullable RouterFunction<?> functions) {
        if (functions != null) {
            functions.accept(new MappedRoutes(new RouteList(handlers)));
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

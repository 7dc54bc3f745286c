package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.spring.handler.HandlerList;
import io.busha.resourceserver.spring.handler.ListedMappings;
import io.busha.resourceserver.spring.handler.RouteList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** Lists the endpoints of handler mappings. Used once, by one thread. */
final class MappedHandlers {

    private final HandlerList handlers;

    MappedHandlers(ApplicationContext context, HandlerRules rules) {
        this.handlers = new HandlerList(context, rules.declarations(), "");
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
        if (mapping instanceof RequestMappingInfoHandlerMapping methods) {
            methods.getHandlerMethods().forEach(this::addMethod);
        } else if (mapping instanceof AbstractUrlHandlerMapping urls) {
            urls.getHandlerMap().forEach((pattern, handler) -> addHandler(pattern.getPatternString(), handler));
        } else if (mapping instanceof RouterFunctionMapping functions) {
            addRoutes(functions.getRouterFunction());
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
        for (PathPattern pattern : info.getPatternsCondition().getPatterns()) {
            handlers.add(
                    pattern.getPatternString(),
                    conditions(info),
                    info.getMethodsCondition().getMethods(),
                    handler);
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

package io.busha.resourceserver.spring.bean;

import java.util.function.Consumer;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A context with our rules and the beans of a test, without a server. */
final class Beans implements AutoCloseable {

    final Caller caller = new Caller();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private Beans() {
        context.registerBean(BeanGate.class, () -> caller, gate -> gate.setRole(BeanDefinition.ROLE_INFRASTRUCTURE));
        context.register(BeanRulesConfiguration.class);
    }

    static Beans of(Class<?>... beans) {
        return prepared(context -> context.register(beans));
    }

    static Beans prepared(Consumer<AnnotationConfigApplicationContext> preparation) {
        Beans beans = new Beans();
        preparation.accept(beans.context);
        beans.context.refresh();
        return beans;
    }

    AnnotationConfigApplicationContext context() {
        return context;
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}

package io.busha.resourceserver.spring.bean;

import io.busha.resourceserver.spring.internal.AnnotatedElements;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;
import org.springframework.beans.factory.support.MergedBeanDefinitionPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Puts a gate before the methods of every bean with a declaration. If a declaration cannot be enforced, the application refuses to start,
 * or a bean that is created later is not created. Spring creates this post-processor before others but calls it after them, so its gate is
 * the first in a call. Thread-safe.
 */
final class BeanRules
        implements SmartInstantiationAwareBeanPostProcessor,
                MergedBeanDefinitionPostProcessor,
                PriorityOrdered,
                BeanFactoryAware,
                SmartInitializingSingleton,
                ApplicationListener<ContextRefreshedEvent> {

    private final BeanGate gate;
    private final AnnotatedElements elements = new AnnotatedElements();
    private final Map<BeanTypes, BeanMethods> declaring = new ConcurrentHashMap<>();
    private final Map<String, Object> early = new ConcurrentHashMap<>();
    private final StartScan scan = new StartScan(this::declared);
    private @Nullable ConfigurableListableBeanFactory beans;

    BeanRules(BeanGate gate) {
        this.gate = gate;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void setBeanFactory(BeanFactory factory) {
        beans = (ConfigurableListableBeanFactory) factory;
    }

    /** Does nothing: the interface is implemented only for its position among the post-processors. */
    @Override
    public void postProcessMergedBeanDefinition(RootBeanDefinition definition, Class<?> type, String name) {}

    @Override
    public Object getEarlyBeanReference(Object bean, String name) {
        early.put(name, bean);
        return behindGate(bean, name);
    }

    /** Returns the bean itself if it was handed out early, as Spring requires. */
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return early.remove(name) == bean ? bean : behindGate(bean, name);
    }

    @Override
    public void afterSingletonsInstantiated() {
        scan.finish(Objects.requireNonNull(beans));
    }

    /** Checks the beans of a child context, which only its own post-processors process. */
    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        if (event.getApplicationContext() instanceof ConfigurableApplicationContext context
                && context.getBeanFactory() != beans) {
            new StartScan(this::declared).finishElsewhere(context.getBeanFactory());
        }
    }

    private @Nullable BeanMethods declared(BeanTypes types) {
        List<AnnotatedElement> annotated = elements.of(types.hierarchy());
        return annotated.isEmpty()
                ? null
                : declaring.computeIfAbsent(types, key -> new BeanMethods(key, annotated, gate));
    }

    private Object behindGate(Object bean, String name) {
        BeanTypes types = BeanTypes.of(bean);
        BeanMethods methods = declared(types);
        if (methods == null || bean instanceof ScopedObject) { // the target of a scoped proxy is a separate bean
            return bean;
        }
        Set<String> faults = methods.faults();
        scan.add(name, faults);
        return faults.isEmpty() && methods.areJudged()
                ? behind(new JudgedMethods(methods, gate), bean, types.areInterfaces())
                : bean;
    }

    private static Object behind(JudgedMethods advisor, Object bean, boolean byInterfaces) {
        if (bean instanceof Advised advised && !advised.isFrozen()) {
            if (Arrays.stream(advised.getAdvisors()).noneMatch(JudgedMethods.class::isInstance)) {
                advised.addAdvisor(0, advisor);
            }
            return bean;
        }
        ProxyFactory proxies = new ProxyFactory(bean);
        proxies.setProxyTargetClass(!byInterfaces);
        proxies.addAdvisor(advisor);
        return proxies.getProxy(bean.getClass().getClassLoader());
    }
}

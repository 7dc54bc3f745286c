package io.busha.resourceserver.spring.bean;

import io.busha.resourceserver.spring.StartRefusedException;
import java.lang.reflect.Field;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

/** Gathers what is wrong with the beans of a starting application, so that all of it can be told at once. Thread-safe. */
final class StartScan {

    private final Set<String> faults = ConcurrentHashMap.newKeySet();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    /**
     * Takes down what is wrong with a bean that is being made.
     *
     * @throws StartRefusedException if the application has started already
     */
    void add(String bean, Set<String> found) {
        if (over && !found.isEmpty()) {
            throw StartRefusedException.forBeans(found);
        }
        seen.add(bean);
        faults.addAll(found);
    }

    /**
     * Looks at those that are not made yet, by the types that their definitions name, and at those that were made too early.
     *
     * @throws StartRefusedException if anything is wrong with any bean
     */
    void finish(ConfigurableListableBeanFactory beans, Function<BeanTypes, @Nullable BeanMethods> declared) {
        over = true;
        for (String name : beans.getBeanDefinitionNames()) {
            if (!seen.contains(name) && !beans.getBeanDefinition(name).isAbstract()) {
                look(beans, name, declared);
            }
        }
        seen.clear();
        if (!faults.isEmpty()) {
            throw StartRefusedException.forBeans(new TreeSet<>(faults));
        }
    }

    private void look(
            ConfigurableListableBeanFactory beans, String name, Function<BeanTypes, @Nullable BeanMethods> declared) {
        Object made = beans.containsSingleton(name) ? beans.getSingleton(name) : null;
        Class<?> type = made == null ? typeOf(beans, name) : null;
        BeanMethods methods = made != null
                ? declared.apply(BeanTypes.of(made))
                : type != null ? declared.apply(BeanTypes.of(type)) : null;
        if (methods == null) {
            return;
        }
        faults.addAll(methods.faults());
        if (made != null && methods.areJudged() && !isTestDouble(made, beans, name)) {
            faults.add(BeanTypes.of(made).running().getName() + ": the bean " + name
                    + " is made so early, for what Spring makes all others with, that no proxy can stand before it");
        }
    }

    /** None where Spring does not know it either. */
    private static @Nullable Class<?> typeOf(ConfigurableListableBeanFactory beans, String name) {
        try {
            return beans.getType(name, false);
        } catch (BeansException e) {
            return null;
        }
    }

    /** Tests put finished objects in the place of beans. */
    private static boolean isTestDouble(Object bean, ConfigurableListableBeanFactory beans, String name) {
        return (beans.getMergedBeanDefinition(name) instanceof RootBeanDefinition definition
                        && definition.getQualifiedElement() instanceof Field)
                || isMock(bean);
    }

    private static boolean isMock(Object bean) {
        try {
            ClassLoader loader = bean.getClass().getClassLoader();
            Object details = Class.forName("org.mockito.Mockito", true, loader)
                    .getMethod("mockingDetails", Object.class)
                    .invoke(null, bean);
            return (boolean) Class.forName("org.mockito.MockingDetails", true, loader)
                    .getMethod("isMock")
                    .invoke(details);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}

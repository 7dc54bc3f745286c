package io.busha.resourceserver.spring.bean;

import io.busha.resourceserver.spring.StartRefusedException;
import java.lang.reflect.Field;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

/** Collects the faults in the beans of a starting application and reports them all at once. Thread-safe. */
final class StartScan {

    private static final String TOO_EARLY =
            "the bean %s is created too early for a proxy, because Spring needs it to create other beans";
    private static final String ELSEWHERE =
            "the bean %s is in another application context, where no proxy checks its rules";

    private final Set<String> faults = ConcurrentHashMap.newKeySet();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Function<BeanTypes, @Nullable BeanMethods> declared;
    private volatile boolean over;

    /**
     * Creates a scan that has seen no bean yet.
     *
     * @param declared returns the methods of beans with these types, or null if they have no declaration
     */
    StartScan(Function<BeanTypes, @Nullable BeanMethods> declared) {
        this.declared = declared;
    }

    /**
     * Records the faults of a bean that is being created.
     *
     * @throws StartRefusedException if there are faults and the application has already started
     */
    void add(String bean, Set<String> found) {
        if (over && !found.isEmpty()) {
            throw StartRefusedException.forBeans(found);
        }
        seen.add(bean);
        faults.addAll(found);
    }

    /**
     * Checks the beans that have not been created yet, by their declared types, the beans that were created too early, and the beans of the
     * parent contexts.
     *
     * @throws StartRefusedException if any bean has a fault
     */
    void finish(ConfigurableListableBeanFactory beans) {
        over = true;
        look(beans, false);
        BeanFactory above = beans.getParentBeanFactory();
        while (above instanceof ConfigurableListableBeanFactory others) {
            lookElsewhere(others);
            above = others.getParentBeanFactory();
        }
        end();
    }

    /**
     * Checks the beans of another context, in which the rules of beans are not enforced.
     *
     * @throws StartRefusedException if any bean there has a declaration
     */
    void finishElsewhere(ConfigurableListableBeanFactory beans) {
        lookElsewhere(beans);
        end();
    }

    private void end() {
        seen.clear();
        if (!faults.isEmpty()) {
            throw StartRefusedException.forBeans(new TreeSet<>(faults));
        }
    }

    private void lookElsewhere(ConfigurableListableBeanFactory beans) {
        if (beans.getBeanNamesForType(BeanRules.class, true, false).length == 0) {
            look(beans, true);
        }
    }

    private void look(ConfigurableListableBeanFactory beans, boolean elsewhere) {
        for (String name : beans.getBeanDefinitionNames()) {
            if (!seen.contains(name) && !beans.getBeanDefinition(name).isAbstract()) {
                look(beans, name, elsewhere);
            }
        }
    }

    private void look(ConfigurableListableBeanFactory beans, String name, boolean elsewhere) {
        Object made = beans.containsSingleton(name) ? beans.getSingleton(name) : null;
        BeanTypes types = made != null ? BeanTypes.of(made) : typesOf(beans, name);
        BeanMethods methods = types == null ? null : declared.apply(types);
        if (types == null || methods == null) {
            return;
        }
        faults.addAll(methods.faults());
        boolean isOutOfReach = elsewhere || (made != null && !isTestDouble(made, beans, name));
        if (isOutOfReach && methods.areJudged()) {
            faults.add(types.running().getName() + ": " + (elsewhere ? ELSEWHERE : TOO_EARLY).formatted(name));
        }
    }

    /** Returns null if Spring does not know the type either. */
    private static @Nullable BeanTypes typesOf(ConfigurableListableBeanFactory beans, String name) {
        try {
            Class<?> type = beans.getType(name, false);
            return type == null ? null : BeanTypes.of(type);
        } catch (BeansException e) {
            return null;
        }
    }

    /** Returns whether a test has replaced this bean with a finished object. */
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

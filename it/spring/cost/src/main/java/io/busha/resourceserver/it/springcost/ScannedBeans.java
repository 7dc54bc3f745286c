package io.busha.resourceserver.it.springcost;

import io.busha.resourceserver.spring.bean.BeanGate;
import io.busha.resourceserver.spring.bean.BeanRulesConfiguration;
import java.lang.management.ManagementFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Starts a context of many beans without our annotations, and prints the starting thread's CPU time in nanoseconds. */
public final class ScannedBeans {

    static final int BEANS = 400;
    static final int METHODS = 60;
    static final String NAME = "scanned.Bean";
    static final String WITH_RULES = "with";

    private ScannedBeans() {}

    /** Starts the context; the argument says whether with the rules of beans. */
    public static void main(String[] args) throws ClassNotFoundException {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            if (args[0].equals(WITH_RULES)) {
                context.registerBean(
                        BeanGate.class,
                        () -> (rule, call) -> call.proceed(),
                        gate -> gate.setRole(BeanDefinition.ROLE_INFRASTRUCTURE));
                context.register(BeanRulesConfiguration.class);
            }
            for (int i = 0; i < BEANS; i++) {
                context.registerBean(Class.forName(NAME + i));
            }
            long began = cpu();
            context.refresh();
            System.out.println("cpu " + (cpu() - began));
        }
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectIteration;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs one test method, {@code Class#method}, or one constant of the enum that its only parameter is. Exits 1 if it failed. */
final class RunTest {

    private static final int RED = 1;
    private static final int NOTHING_RAN = 2;

    private RunTest() {}

    public static void main(String[] args) throws Exception {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selector(args[0], args[1]))
                                .build(),
                        listener);
        listener.getSummary().getFailures().forEach(failure -> System.out.println(failure.getException()));
        boolean ran = listener.getSummary().getTestsStartedCount() > 0;
        System.exit(!ran ? NOTHING_RAN : listener.getSummary().getTotalFailureCount() > 0 ? RED : 0);
    }

    private static DiscoverySelector selector(String test, String constant) throws ClassNotFoundException {
        Class<?> type = Class.forName(test.substring(0, test.indexOf('#')));
        String name = test.substring(test.indexOf('#') + 1);
        Method method = null;
        for (Class<?> owner = type; method == null; owner = owner.getSuperclass()) {
            method = Arrays.stream(owner.getDeclaredMethods())
                    .filter(candidate -> candidate.getName().equals(name))
                    .findFirst()
                    .orElse(null);
        }
        if (constant.isEmpty()) {
            return selectMethod(type, method);
        }
        Object[] constants = method.getParameterTypes()[0].getEnumConstants();
        int index = Arrays.stream(constants).map(value -> ((Enum<?>) value).name()).toList().indexOf(constant);
        if (index < 0) {
            throw new IllegalArgumentException("there is no row " + constant);
        }
        return selectIteration(selectMethod(type, method), index);
    }
}

package io.busha.resourceserver.token.differential;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares values of two libraries as JSON. If one of them is a double, numbers are compared with its precision. */
final class SameJson {

    private SameJson() {}

    static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number a && other instanceof Number b) {
            boolean exact = !(a instanceof Double) && !(b instanceof Double);
            return exact ? decimal(a).compareTo(decimal(b)) == 0 : a.doubleValue() == b.doubleValue();
        }
        if (one instanceof List<?> a && other instanceof List<?> b) {
            return a.size() == b.size() && sameElements(a, b);
        }
        if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
            return a.keySet().equals(b.keySet())
                    && a.entrySet().stream().allMatch(entry -> same(entry.getValue(), b.get(entry.getKey())));
        }
        return Objects.equals(one, other);
    }

    private static boolean sameElements(List<?> one, List<?> other) {
        Iterator<?> others = other.iterator();
        return one.stream().allMatch(element -> same(element, others.next()));
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }
}

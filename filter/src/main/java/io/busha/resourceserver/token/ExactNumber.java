package io.busha.resourceserver.token;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Converts JSON numbers to Java types without changing their value. */
final class ExactNumber {

    /** More digits than a double has, but few enough to write out. */
    private static final int MAX_DIGITS = 400;

    private ExactNumber() {}

    /**
     * Returns a number in another type.
     *
     * @param number a {@link Long}, {@link BigInteger} or {@link BigDecimal}
     * @return the number itself if there is no conversion to that type
     * @throws ArithmeticException if the type has no such value
     */
    static Number as(Class<?> type, Number number) {
        if (type == Integer.class) {
            return decimal(number).intValueExact();
        }
        if (type == Long.class) {
            return decimal(number).longValueExact();
        }
        if (type == Double.class) {
            return doubleOf(decimal(number));
        }
        if (type == BigInteger.class) {
            return integer(decimal(number));
        }
        return type == BigDecimal.class ? decimal(number) : number;
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return number instanceof BigInteger integer ? new BigDecimal(integer) : BigDecimal.valueOf(number.longValue());
    }

    private static Double doubleOf(BigDecimal number) {
        double nearest = number.doubleValue();
        if (Double.isInfinite(nearest) || new BigDecimal(nearest).compareTo(number) != 0) {
            throw new ArithmeticException("a double has no such value");
        }
        return nearest;
    }

    private static BigInteger integer(BigDecimal number) {
        if ((long) number.precision() - number.scale() > MAX_DIGITS) {
            throw new ArithmeticException("too many digits");
        }
        return number.toBigIntegerExact();
    }
}

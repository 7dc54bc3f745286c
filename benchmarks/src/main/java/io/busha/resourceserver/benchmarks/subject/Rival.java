package io.busha.resourceserver.benchmarks.subject;

import java.util.List;
import java.util.Locale;

/** The libraries that this one is compared with, each configured for equal checks, on the same provider as the others. */
public enum Rival {
    SPRING("Spring Security"),
    NIMBUS("Nimbus"),
    JOSE4J("jose4j"),
    JAVA_JWT("java-jwt"),
    JJWT("jjwt");

    private static final List<Kind> TO_REFUSE = List.of(
            Kind.GARBAGE, Kind.WRONG_ALGORITHM, Kind.WRONG_ISSUER, Kind.EXPIRED, Kind.BAD_SIGNATURE, Kind.UNKNOWN_KEY);

    private final String title;

    Rival(String title) {
        this.title = title;
    }

    /** Returns the usual name. */
    public String title() {
        return title;
    }

    /** Returns the name in benchmarks. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the rival with this name in benchmarks. */
    public static Rival named(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /**
     * It, ready for these tokens.
     *
     * @throws IllegalStateException where it refuses a good token or takes a bad one: it would not be a fair race
     */
    public Validator against(Tokens tokens) {
        Validator validator = create(tokens);
        if (!accepts(validator, tokens.one(Kind.GOOD))) {
            throw new IllegalStateException(title + " refuses a good token");
        }
        for (Kind kind : TO_REFUSE) {
            if (accepts(validator, tokens.one(kind))) {
                throw new IllegalStateException(title + " takes a token of kind " + kind);
            }
        }
        return validator;
    }

    private Validator create(Tokens tokens) {
        return switch (this) {
            case SPRING -> SpringRival.of(tokens);
            case NIMBUS -> NimbusRival.of(tokens);
            case JOSE4J -> Jose4jRival.of(tokens);
            case JAVA_JWT -> JavaJwtRival.of(tokens);
            case JJWT -> JjwtRival.of(tokens);
        };
    }

    private static boolean accepts(Validator validator, String token) {
        try {
            return validator.validate(token) != null;
        } catch (Exception refused) {
            return false;
        }
    }
}

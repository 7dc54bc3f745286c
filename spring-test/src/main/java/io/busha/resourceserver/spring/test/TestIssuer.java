package io.busha.resourceserver.spring.test;

import io.busha.resourceserver.testkit.LocalIssuer;

/** The single issuer of a test process, started when first needed. Its threads are daemons, so it ends with the process. */
final class TestIssuer {

    private static final class Started {
        static final LocalIssuer ISSUER = LocalIssuer.start();
    }

    private TestIssuer() {}

    static LocalIssuer get() {
        return Started.ISSUER;
    }
}

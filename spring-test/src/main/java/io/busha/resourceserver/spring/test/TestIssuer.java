package io.busha.resourceserver.spring.test;

import io.busha.resourceserver.testkit.LocalIssuer;

/** The one issuer of a test process, started when it is first needed. Its threads are daemons: it ends with the process. */
final class TestIssuer {

    private static final class Started {
        static final LocalIssuer ISSUER = LocalIssuer.start();
    }

    private TestIssuer() {}

    static LocalIssuer get() {
        return Started.ISSUER;
    }
}

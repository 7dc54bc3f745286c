package com.example.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import java.net.URI;
import java.nio.file.Path;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged WAR on Tomcat, with a test issuer instead of the production one. */
class AccountsIT {

    private static final String CLIENT = "busha-oauth2-00000000-0000-0000-0000-000000000000-live";

    @TempDir
    static Path folder;

    private static final LocalIssuer ISSUER = LocalIssuer.start();
    private static final Tomcat TOMCAT = new Tomcat();
    private static URI uri;

    @BeforeAll
    static void start() throws Exception {
        System.setProperty("busha.issuer", ISSUER.issuer());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        TOMCAT.setBaseDir(folder.toString());
        TOMCAT.setConnector(connector);
        TOMCAT.getHost().setAppBase(folder.toString());
        TOMCAT.addWebapp("", System.getProperty("war"));
        TOMCAT.start();
        uri = URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @AfterAll
    static void stop() throws Exception {
        TOMCAT.stop();
        TOMCAT.destroy();
        ISSUER.close();
        System.clearProperty("busha.issuer");
    }

    private static RawHttp.Response get(String path, String... scopes) {
        String token = ISSUER.accessToken().clientId(CLIENT).subject("ada").scopes(scopes).sign();
        return RawHttp.get(uri, path, "Authorization: Bearer " + token);
    }

    @Test
    void acceptsTokenWithRequiredScope() {
        assertEquals("balances of ada", get("/v1/balances", "balances:read").body().strip());
        assertEquals("report /q3", get("/reports/q3", "reports:read").body().strip());
    }

    @Test
    void rejectsEveryOtherCredential() {
        assertEquals(401, RawHttp.get(uri, "/v1/balances").status());
        assertEquals(403, get("/v1/balances", "reports:read").status());
        assertEquals(403, get("/reports/q3", "balances:read").status());
        assertEquals(401, RawHttp.get(uri, "/v1/balances", "Authorization: Bearer a.b.c").status());
    }

    @Test
    void opensOnlyPathsWithOpenRouteLine() {
        assertEquals("open to everybody", RawHttp.get(uri, "/public/hello.txt").body().strip());
        assertEquals(403, RawHttp.get(uri, "/nowhere").status());
    }
}

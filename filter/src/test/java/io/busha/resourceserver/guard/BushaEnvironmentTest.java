package io.busha.resourceserver.guard;

import static io.busha.resourceserver.guard.BushaEnvironment.PRODUCTION;
import static io.busha.resourceserver.guard.BushaEnvironment.SANDBOX;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.key.IssuerLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BushaEnvironmentTest {

    private static final String UUID = "01234567-89ab-cdef-0123-456789abcdef";
    private static final String LIVE = "busha-oauth2-" + UUID + "-live";
    private static final String TEST = "busha-oauth2-" + UUID + "-test";

    @Test
    void eachEnvironmentHasItsIssuer() {
        assertThat(PRODUCTION.location()).hasToString("https://login.busha.io");
        assertThat(SANDBOX.location()).hasToString("https://login.sandbox.busha.io");
    }

    @Test
    void findsEnvironmentByExactName() {
        assertThat(BushaEnvironment.named("production")).contains(PRODUCTION);
        assertThat(BushaEnvironment.named("sandbox")).contains(SANDBOX);
        for (String other : new String[] {"", "Production", "SANDBOX", "prod", "live", "test"}) {
            assertThat(BushaEnvironment.named(other)).as(other).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://login.busha.io, PRODUCTION",
        "https://login.busha.io/, PRODUCTION",
        "https://LOGIN.Busha.IO:443/oauth, PRODUCTION",
        "https://login.sandbox.busha.io, SANDBOX",
        "https://Login.Sandbox.Busha.Io/, SANDBOX",
    })
    void issuerOnBushasHostIsThatEnvironment(String issuer, BushaEnvironment environment) {
        assertThat(BushaEnvironment.at(IssuerLocation.of(issuer))).contains(environment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://busha.io",
                "https://api.busha.io",
                "https://login.busha.io.example.com",
                "https://xlogin.busha.io",
                "https://login.busha.so",
                "http://127.0.0.1:8080/login.busha.io"
            })
    void issuerOnAnotherHostIsNoEnvironment(String issuer) {
        assertThat(BushaEnvironment.at(IssuerLocation.of(issuer))).isEmpty();
    }

    @Test
    void acceptsItsOwnClientIds() {
        assertThat(PRODUCTION.faultOf(LIVE)).isEmpty();
        assertThat(SANDBOX.faultOf(TEST)).isEmpty();
        assertThat(PRODUCTION.faultOf("busha-oauth2-01234567-89AB-CDEF-0123-456789ABCDEF-live"))
                .isEmpty();
    }

    @Test
    void explainsClientIdOfTheOtherEnvironment() {
        assertThat(PRODUCTION.faultOf(TEST))
                .contains("\"" + TEST + "\" belongs to Busha's sandbox, but the environment is production:"
                        + " set environment to sandbox, or client-id to one that ends in -live");
        assertThat(SANDBOX.faultOf(LIVE))
                .contains("\"" + LIVE + "\" belongs to Busha's production, but the environment is sandbox:"
                        + " set environment to production, or client-id to one that ends in -test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "my-client",
                "busha-oauth2-live",
                "busha-oauth2--live",
                "busha-oauth2-" + UUID,
                "busha-oauth2-" + UUID + "-",
                "busha-oauth2-" + UUID + "-livex",
                "busha-oauth2-" + UUID + "-LIVE",
                "Busha-OAuth2-" + UUID + "-live",
                "busha-oauth2-" + UUID + "-prod",
                "xbusha-oauth2-" + UUID + "-live",
                "busha-oauth-" + UUID + "-live",
                "busha-oauth2-0123456789abcdef0123456789abcdef-live",
                "busha-oauth2-g1234567-89ab-cdef-0123-456789abcdef-live",
                "busha-oauth2-" + UUID + "0-live",
                "busha-oauth2-" + UUID + "-live\n"
            })
    void explainsFormatOfClientIds(String clientId) {
        assertThat(PRODUCTION.faultOf(clientId))
                .contains(
                        "\"" + clientId
                                + "\" is not a client id of Busha's production: such an id has the form busha-oauth2-{uuid}-live");
        assertThat(SANDBOX.faultOf(clientId))
                .contains("\"" + clientId
                        + "\" is not a client id of Busha's sandbox: such an id has the form busha-oauth2-{uuid}-test");
    }
}

package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscoveryTest {

    private static final IssuerLocation LOCATION = IssuerLocation.of("https://a.example");

    @Test
    void keepsTheIssuerUnchanged() throws FetchException {
        Discovery discovery = Discovery.parse(
                "{\"issuer\":\"https://a.example/\",\"jwks_uri\":\"https://a.example/k\",\"x\":1}", LOCATION);
        assertThat(discovery)
                .isEqualTo(new Discovery("https://a.example/", URI.create("https://a.example/k"), Set.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[\"openid\",\"a b\",1,null,[\"x\"],\"openid\",\"c\"]|openid,a b,c",
                "[]|``",
                "null|``",
                "\"openid\"|``",
                "{\"openid\":true}|``",
            })
    void readsScopesAndIgnoresInvalidOnes(String scopes, String expected) throws FetchException {
        Discovery discovery = Discovery.parse(
                "{\"issuer\":\"https://a.example\",\"jwks_uri\":\"https://a.example/k\",\"scopes_supported\":" + scopes
                        + "}",
                LOCATION);
        assertThat(String.join(",", discovery.scopesSupported())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<html>|MALFORMED",
                "[]|MALFORMED",
                "{\"issuer\":\"https://a.example\",\"issuer\":\"https://a.example\"}|MALFORMED",
                "{}|WRONG_ISSUER",
                "{\"issuer\":1}|WRONG_ISSUER",
                "{\"issuer\":\"https://b.example\",\"jwks_uri\":\"https://a.example/k\"}|WRONG_ISSUER",
                "{\"issuer\":\"https://a.example\"}|WRONG_JWKS_URI",
                "{\"issuer\":\"https://a.example\",\"jwks_uri\":1}|WRONG_JWKS_URI",
                "{\"issuer\":\"https://a.example\",\"jwks_uri\":\"https://b.example/k\"}|WRONG_JWKS_URI",
            })
    void refusesInvalidDocuments(String document, FetchException.Kind kind) {
        assertThatThrownBy(() -> Discovery.parse(document, LOCATION))
                .isInstanceOfSatisfying(
                        FetchException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}

package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The behaviour that every door must have, tested over real HTTP. A subclass opens its door in front of this application:
 *
 * <pre>
 * any method /open               open: answers "anonymous" or the token's sub
 * any method /mdc                open: answers the MDC's sub, or "-"
 * GET /me                        authenticated: JSON with sub, client_id, scopes, jti, principal, remote_user, auth_type,
 *                                in_role_balances, mdc_sub, mdc_client_id, mdc_jti
 * GET /balances                  balances:read: answers "balances"
 * POST /transfers                transfers:write: reads the body, answers its length
 * POST /orders                   transfers:write: takes and answers application/json; answers the parameter "amount", which must
 *                                be there
 * GET /shared                    balances:read: answers "shared", to pages of https://page.example too (CORS)
 * GET /both, GET /any            both or any of balances:read, transfers:write
 * GET, HEAD /head                balances:read for GET, transfers:write for HEAD
 * any method /undeclared         no declaration
 * GET /transfers-get             transfers:write: answers "transfers-get"
 * GET /inherited/superclass      transfers:write, declared on a method of the superclass
 * GET /inherited/interface       transfers:write, declared on a method of an interface
 * GET /inherited/generic         transfers:write, declared on a method of a generic superclass
 * GET /inherited/bridge          transfers:write, on a method for which the compiler adds a bridge method
 * GET /inherited/proxy           transfers:write, declared on the class that a proxy extends
 * any method /table/*            no annotation; GET, HEAD and POST answer servlet path + path info
 * GET /narrowed                  balances:read, and a route line
 * GET /pay                       transfers:write, critical: answers "pay"
 * POST /connect, /disconnect     authenticated: allows or revokes the caller's connection; answers "allowed", "not allowed" or
 *                                "revoked"
 * GET /async/again               authenticated: dispatches to itself, answers the token's sub
 * GET /async/stricter            authenticated: AsyncContext.dispatch to /transfers-get
 * GET /forward/stricter          authenticated: forwards to /transfers-get
 * GET /include/stricter          authenticated: includes /transfers-get
 * any method /fails              open: sends error 418, whose error page is /error-page
 * any method /error-page         no declaration: answers "error page"
 * any method /breaks             open: throws an exception, whose error page is /error-page too
 * GET /async/there, /async/back  authenticated and transfers:write: AsyncContext.dispatch to the other one; the first answers
 *                                the token's sub when it is back
 * GET /async/headless            authenticated: dispatches to itself without the Authorization header, answers the token's sub
 * GET /dispatch/*                authenticated: /forward, /include and /async to the path in the query, /named to the servlet
 *                                named there; all else answers "arrived"
 * GET *.act                      transfers:write: answers "action"
 * GET /fw/*                      no annotation: answers "hello handler" or "protected: secret handler" by the last word of the
 *                                path info, whatever its case, parameters, extension and trailing slashes
 * GET /foo/*, /bar/*, /foobar, /api/*, /statement, *.do, /hall/start, /lounge/start, /partners/*
 *                                as /table/*
 * GET /partners/headless         as /async/headless
 * any method /wide/*             as /open
 * any method /second/undeclared, /alien/undeclared
 *                                no declaration; each behind a dispatcher servlet of its own, where there can be several
 * </pre>
 *
 * <p>WebSocket endpoints, if the server supports them. Each sends the token's sub, or "anonymous", when it is opened, and again after
 * each message that it repeats:
 *
 * <pre>
 * /ws/scoped, /ws/code/scoped    balances:read; those below /ws/code are added by code
 * /ws/open                       open
 * /ws/undeclared, /wide/undeclared, /ws/code/undeclared
 *                                no declaration
 * /ws/code/line, /ws/code/open   no declaration; route lines open them
 * /ws/of/{id}, /ws/of/exact      authenticated, and transfers:write; the first repeats its id too
 * /transfers-get                 open, beside the servlet there; takes the origin https://bank.example alone
 * </pre>
 *
 * <p>Files, and JSPs if the server supports them, are in the folder {@code contract-web} of the contract's application: the default
 * servlet serves the files, and index.html, index.jsp and start are the welcome files. Every text that requires a scope, or that
 * must not be served, begins with "protected:". A JSP counts its requests, like an endpoint.
 *
 * Every endpoint counts its requests before anything else ({@link Door#handled}); a probe in front of all filters watches the
 * body. The door is mapped on all five dispatcher types. The container accepts headers of 128 KiB.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HttpContract {

    /** {@code -Dcontract.rows=all}: run every row at every door. */
    static final boolean ALL = "all".equals(System.getProperty("contract.rows"));

    private static final Path FOLDER = Path.of("target", "contract");

    private @Nullable Bench bench;
    private final Report report = new Report();

    /** For subclasses. */
    protected HttpContract() {}

    /**
     * Opens the application with these settings, without a prefix: {@code issuer}, {@code client-id}, {@code routes} …
     * If some begin with {@code partners.}, a second filter {@code partners} is mapped on {@code
     * /partners/*}, behind the first. Without that prefix they are its settings; it inherits the others from the first filter.
     * Settings that begin with {@code contract.} are for the application: with {@code contract.reroute=filter} a filter behind the door
     * sends a request to the path in its header {@code X-Reroute-Path} or {@code X-Reroute-Forward}, or changes its method to that in
     * {@code X-Reroute-Method}; with {@code contract.reroute=mapping} the framework finds a handler at {@code /unlisted/handler} that it
     * cannot list and that has no declaration; with {@code contract.war=true} it runs from a WAR.
     */
    protected abstract Door open(Map<String, String> settings) throws Exception;

    /** Returns the name of this door in the report, {@code tomcat-11}. */
    protected abstract String door();

    /** Returns the rows that this door cannot support, each with a reason. {@link Row#isOptional()} must allow them. */
    protected Map<Row, String> gaps() {
        return Map.of();
    }

    /** Returns the prefixes of the container's loggers that print requests as they arrive, independently of this library. */
    protected Set<String> containerLogs() {
        return Set.of();
    }

    /** Returns whether this door runs the rows about tokens even without {@code contract.rows=all}. */
    protected boolean runsTokenRows() {
        return ALL;
    }

    /** Returns the rows of this door. A further run with other container settings may override them. */
    protected Set<Row> rows() {
        return Arrays.stream(Row.values())
                .filter(row -> !row.isAboutToken() || runsTokenRows())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Row.class)));
    }

    /** Returns whether this is a further run of the door that repeats some of its rows. */
    protected boolean isPart() {
        return false;
    }

    @BeforeAll
    final void openBench() throws Exception {
        bench = Bench.open(this::open, containerLogs());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    final void passes(Row row) {
        String gap = gaps().get(row);
        if (gap != null) {
            assertThat(row.isOptional() && !gap.isBlank())
                    .as("%s is optional and the gap has a reason", row)
                    .isTrue();
            report.add(row, 0, "gap: " + gap);
            Assumptions.abort(gap);
        }
        Failures failures = Failures.of(row, Objects.requireNonNull(bench));
        report.add(row, failures.cases(), failures.names().isEmpty() ? "ok" : "FAILED");
        failures.throwAll();
    }

    /** Returns the lines of the report so far. */
    final List<String> reported() {
        return report.lines(door());
    }

    @AfterAll
    final void closeBench() {
        if (bench != null) {
            bench.close();
        }
        report.write(isPart() ? FOLDER.resolve("part") : FOLDER, door());
    }
}

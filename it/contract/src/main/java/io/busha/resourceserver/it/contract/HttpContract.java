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
 * What every door must do, over real HTTP. A subclass opens its door with the application of this contract behind it:
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
 * any method /undeclared         nothing declared
 * GET /transfers-get             transfers:write: answers "transfers-get"
 * GET /inherited/superclass      transfers:write, declared on a method of the superclass
 * GET /inherited/interface       the same, on a method of an interface
 * GET /inherited/generic         the same, on a method of a generic superclass
 * GET /inherited/bridge          the same, where the compiler adds a bridge method
 * GET /inherited/proxy           the same, on the class that a proxy extends
 * any method /table/*            no annotation; GET, HEAD and POST answer servlet path + path info
 * GET /narrowed                  balances:read, and a route line
 * GET /async/again               authenticated: dispatches to itself, answers the token's sub
 * GET /async/stricter            authenticated: AsyncContext.dispatch to /transfers-get
 * GET /forward/stricter          authenticated: forwards to /transfers-get
 * GET /include/stricter          authenticated: includes /transfers-get
 * any method /fails              open: sends error 418, whose error page is /error-page
 * any method /error-page         nothing declared: answers "error page"
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
 *                                nothing declared; where there can be several dispatcher servlets, behind one of its own each
 * </pre>
 *
 * <p>WebSocket endpoints, where the server has such. Each sends the token's sub, or "anonymous", when it is opened, and again after
 * each message that it repeats:
 *
 * <pre>
 * /ws/scoped, /ws/code/scoped    balances:read; those below /ws/code are added by code
 * /ws/open                       open
 * /ws/undeclared, /wide/undeclared, /ws/code/undeclared
 *                                nothing declared
 * /ws/code/line, /ws/code/open   only route lines speak of them
 * /ws/of/{id}, /ws/of/exact      authenticated, and transfers:write; the first repeats its id too
 * /transfers-get                 open, beside the servlet there; takes the origin https://bank.example alone
 * </pre>
 *
 * <p>Files, and JSPs where there are any, lie in the folder {@code contract-web} of the contract's application: the default
 * servlet serves the files, and index.html, index.jsp and start are the welcome files. Every text that needs a scope, or that
 * nobody may have, begins with "protected:". A JSP counts itself as an endpoint does.
 *
 * Every endpoint counts itself before anything else ({@link Door#handled}); a probe in front of all filters watches the
 * body. The door is mapped on all five dispatcher types. The container takes headers of 128 KiB.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HttpContract {

    /** {@code -Dcontract.rows=all}: every row at every door. */
    static final boolean ALL = "all".equals(System.getProperty("contract.rows"));

    private static final Path FOLDER = Path.of("target", "contract");

    private @Nullable Bench bench;
    private final Report report = new Report();

    /** For subclasses. */
    protected HttpContract() {}

    /**
     * Opens the application with these settings, under their bare names: {@code issuer}, {@code client-id}, {@code routes} …
     * Where there are some that begin with {@code partners.}, a second filter {@code partners} is mapped on {@code
     * /partners/*}, behind the first. Without that beginning they are its settings; what they leave out is as for the first.
     * Those that begin with {@code contract.} are for the application: with {@code contract.strays=filter} a filter behind the door
     * leads a request to the path that its header {@code X-Stray-Path} or {@code X-Stray-Forward} says, or shows it with the method of
     * {@code X-Stray-Method}; with {@code contract.strays=mapping} the framework finds a handler at {@code /unlisted/handler} that it
     * cannot list, and that declares nothing; with {@code contract.war=true} it runs out of a WAR.
     */
    protected abstract Door open(Map<String, String> settings) throws Exception;

    /** The name of this door in the report, {@code tomcat-11}. */
    protected abstract String door();

    /** The rows that this door cannot have, each with the reason; only such as {@link Row#mayBeLacking()} allows. */
    protected Map<Row, String> gaps() {
        return Map.of();
    }

    /** How the names of loggers begin by which the container itself prints requests as they come in, unasked by us. */
    protected Set<String> containerLogs() {
        return Set.of();
    }

    /** Whether this door runs the rows about tokens even where only one door has to. */
    protected boolean runsTokenRows() {
        return ALL;
    }

    /** The rows of this door; others only in one more run of it, under other settings of its container. */
    protected Set<Row> rows() {
        return Arrays.stream(Row.values())
                .filter(row -> !row.isOfToken() || runsTokenRows())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Row.class)));
    }

    /** Whether the rows are those of every other run of this door. */
    protected boolean isPart() {
        return false;
    }

    @BeforeAll
    final void openBench() throws Exception {
        bench = Bench.open(this::open, containerLogs());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    final void keeps(Row row) {
        String gap = gaps().get(row);
        if (gap != null) {
            assertThat(row.mayBeLacking() && !gap.isBlank())
                    .as("%s may be lacking, with a reason", row)
                    .isTrue();
            report.add(row, 0, "gap: " + gap);
            Assumptions.abort(gap);
        }
        Failures failures = Failures.of(row, Objects.requireNonNull(bench));
        report.add(row, failures.cases(), failures.names().isEmpty() ? "ok" : "FAILED");
        failures.throwAll();
    }

    /** What the report will say so far. */
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

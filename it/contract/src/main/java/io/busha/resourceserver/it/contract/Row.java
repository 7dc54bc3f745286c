package io.busha.resourceserver.it.contract;

import static io.busha.resourceserver.it.contract.RowKind.DOOR;
import static io.busha.resourceserver.it.contract.RowKind.OPTIONAL;
import static io.busha.resourceserver.it.contract.RowKind.TOKEN;

/** A row of the contract. A door may omit only rows about dispatch types, paths, CORS and WebSockets, and must give a reason. */
public enum Row {
    NO_CREDENTIALS(Problem.NO_CREDENTIALS),
    MULTIPLE_CREDENTIALS(Problem.MULTIPLE_CREDENTIALS),
    MALFORMED_CREDENTIALS(Problem.MALFORMED_CREDENTIALS),
    TOKEN_TOO_LONG(Problem.TOKEN_TOO_LONG),
    MALFORMED_TOKEN(Problem.MALFORMED_TOKEN),
    MALFORMED_HEADER(Problem.MALFORMED_HEADER),
    UNSUPPORTED_HEADER(Problem.UNSUPPORTED_HEADER),
    WRONG_ALGORITHM(Problem.WRONG_ALGORITHM),
    WRONG_TYPE(Problem.WRONG_TYPE),
    MISSING_KEY_ID(Problem.MISSING_KEY_ID),
    UNKNOWN_KEY(Problem.UNKNOWN_KEY),
    INVALID_SIGNATURE(Problem.INVALID_SIGNATURE),
    MALFORMED_CLAIMS(Problem.MALFORMED_CLAIMS),
    WRONG_CLAIM_TYPE(Problem.WRONG_CLAIM_TYPE),
    WRONG_ISSUER(Problem.WRONG_ISSUER),
    NOT_AN_ACCESS_TOKEN(Problem.NOT_AN_ACCESS_TOKEN),
    SENDER_CONSTRAINED(Problem.SENDER_CONSTRAINED),
    WRONG_CLIENT(Problem.WRONG_CLIENT),
    WRONG_AUDIENCE(Problem.WRONG_AUDIENCE),
    INVALID_SUBJECT(Problem.INVALID_SUBJECT),
    MISSING_EXPIRY(Problem.MISSING_EXPIRY),
    EXPIRED(Problem.EXPIRED),
    NOT_YET_VALID(Problem.NOT_YET_VALID),
    INSUFFICIENT_SCOPE(Problem.INSUFFICIENT_SCOPE),
    ENDPOINT_CLOSED(Problem.ENDPOINT_CLOSED),
    KEYS_UNAVAILABLE(Problem.KEYS_UNAVAILABLE),

    UNSIGNED(TOKEN, "unsigned accepted", HeaderAttacks::unsigned),
    PUBLIC_KEY_AS_SECRET(TOKEN, "RSA public key used as HMAC secret", HeaderAttacks::publicKeyAsSecret),
    CHOSEN_ALGORITHM(TOKEN, "the header decides the algorithm", HeaderAttacks::chosenAlgorithm),
    KEY_FROM_HEADER(TOKEN, "key taken from the header", HeaderAttacks::ownKey),
    ENCRYPTED(TOKEN, "JWE or nested JWT unwrapped", BearerAttacks::encrypted),
    POLYGLOT(TOKEN, "polyglot", BearerAttacks::polyglot),
    LOOSE_ISSUER(TOKEN, "loose issuer", ClaimAttacks::looseIssuer),
    LOOSE_AUDIENCE(TOKEN, "loose audience", ClaimAttacks::looseAudience),
    WRONG_TYPE_AS_ABSENT(TOKEN, "wrong type read as absent", ClaimAttacks::wrongTypes),
    SCOPE_TRICKS(TOKEN, "scope tricks", ScopeAttacks::tricks),
    CRITICAL_HEADERS(TOKEN, "critical headers ignored", HeaderAttacks::critical),
    PARSER_CRASH(TOKEN, "parser crash", ParserAttacks::parserCrash),
    DUPLICATE_MEMBERS(TOKEN, "duplicate members", ParserAttacks::duplicates),
    LAX_SIGNATURE(TOKEN, "lax signature encoding", SignatureAttacks::laxEncoding),
    KEY_CONFUSION(TOKEN, "key confusion", KeyAttacks::confusion),
    OTHER_TOKENS(TOKEN, "an id_token, logout token or userinfo JWT as bearer", ClaimAttacks::otherTokens),
    MIXED_TOKENS(TOKEN, "token cache mixes up tokens", TokenMixRows::mixed),
    MIXED_CALLERS(DOOR, "concurrent callers are mixed up", TokenMixRows::concurrent),
    REFLECTION(DOOR, "reflection", (bench, cases) -> new LeakRows(bench.containerLogs()).reflection(bench, cases)),
    LEAK(DOOR, "leak", (bench, cases) -> new LeakRows(bench.containerLogs()).leak(bench, cases)),
    CARDINALITY(TOKEN, "meters grow with bad tokens", (bench, cases) -> new LeakRows(bench.containerLogs())
            .cardinality(bench, cases)),
    PATH_OF_ROUTE_LINES(OPTIONAL, "path rule differs from dispatch: route lines", PathAttacks::table),
    PATH_OF_ANNOTATIONS(OPTIONAL, "path rule differs from dispatch: annotations", PathAttacks::annotated),
    URI_TABLE(OPTIONAL, "path rule differs from dispatch: the Servlet specification's URIs", UriTable::rows),
    SERVLET_PREFIX(OPTIONAL, "path rule differs from dispatch: below a servlet's prefix", PrefixRows::prefix),
    FRAMEWORK_SERVLET(
            OPTIONAL, "path rule differs from dispatch: a servlet that dispatches inside", PrefixRows::framework),
    EXTENSION_MAPPING(OPTIONAL, "path rule differs from dispatch: a servlet on an extension", ExtensionRows::servlet),
    JSP(OPTIONAL, "path rule differs from dispatch: JSPs", ExtensionRows::jsp),
    STATIC_FILES(OPTIONAL, "path rule differs from dispatch: files", FileRows::files),
    WELCOME_FILES(OPTIONAL, "path rule differs from dispatch: welcome files", WelcomeRows::welcome),
    SECOND_FILTER(OPTIONAL, "path rule differs from dispatch: two filters", FilterRows::second),
    ASYNC_TO_ITSELF(OPTIONAL, "path rule differs from dispatch: ASYNC to itself", DispatchRows::asyncAgain),
    ASYNC_TO_STRICTER(
            OPTIONAL, "path rule differs from dispatch: ASYNC to a stricter endpoint", DispatchRows::asyncStricter),
    FORWARD_TO_STRICTER(
            OPTIONAL, "path rule differs from dispatch: FORWARD to a stricter endpoint", DispatchRows::forwardStricter),
    INCLUDE_OF_STRICTER(
            OPTIONAL, "path rule differs from dispatch: INCLUDE of a stricter endpoint", DispatchRows::includeStricter),
    ASYNC_THERE_AND_BACK(
            OPTIONAL,
            "path rule differs from dispatch: ASYNC to a stricter endpoint and back",
            DispatchRows::thereAndBack),
    DISPATCH_TO_FILES(OPTIONAL, "path rule differs from dispatch: dispatches to files", TargetRows::files),
    DISPATCH_SPELLINGS(OPTIONAL, "path rule differs from dispatch: spellings of a dispatch", TargetRows::spellings),
    DISPATCH_BY_NAME(
            OPTIONAL, "path rule differs from dispatch: FORWARD by name has the sender's rule", TargetRows::named),
    WEBSOCKET(OPTIONAL, "WebSocket handshakes are answered before the door", WebSocketRows::handshakes),
    ERROR_PAGE(OPTIONAL, "path rule differs from dispatch: ERROR", DispatchRows::error),
    ERROR_BY_EXCEPTION(OPTIONAL, "path rule differs from dispatch: ERROR by exception", DispatchRows::exception),
    ERROR_PAGE_AS_WAR(OPTIONAL, "path rule differs from dispatch: ERROR in a WAR", ReroutedRows::pagesOfWar),
    REROUTED(OPTIONAL, "path rule differs from dispatch: requests rerouted behind the door", ReroutedRows::rerouted),
    METHOD_CASE(DOOR, "a standard method in another case reaches an endpoint", SpellingRows::methods),
    TRAILING_SLASH(DOOR, "a trailing slash bypasses the rule", SpellingRows::slash),
    TEMPLATE_LINE(DOOR, "a route line with a variable never matches", SpellingRows::template),
    SPELLING(DOOR, "another spelling of a path bypasses its route line", SpellingRows::spellings),
    TABLE(DOOR, "the decision differs from the audit", TableRows::random),
    FRAMEWORK_ERRORS(
            DOOR, "framework errors are shown to callers who may not call the endpoint", ErrorRows::frameworkErrors),
    CORS_ON_REFUSAL(OPTIONAL, "a page of an allowed origin cannot read a refusal", CorsRows::refusals),
    LOST_ANNOTATION(DOOR, "annotation lost", DispatchRows::inherited),
    BODY_READ_FIRST(DOOR, "body read first", BodyRows::unread),
    LAX_BEARER(DOOR, "lax Bearer parsing", BearerAttacks::laxParsing),
    BAD_TOKEN_ON_OPEN(DOOR, "optional auth passes a bad token", BearerAttacks::badTokenOnOpen),
    KID_FLOOD(TOKEN, "kid flood", KeyLifeRows::kidFlood),
    OUTAGE(TOKEN, "outage looks like a bad token", KeyLifeRows::outage),
    WITHDRAWN_KEY(TOKEN, "key withdrawn but still trusted", KeyLifeRows::withdrawn),
    REVOKED(DOOR, "a revoked token is accepted", RevocationRows::revoked),
    STALE_KID(TOKEN, "a token names a key that did not sign it", KeyLifeRows::staleKid),

    ROTATION(DOOR, "accepts a rotated key", KeyLifeRows::rotation),
    ACCEPTED_TYPES(TOKEN, "accepts types and spellings of the header", AcceptRows::types),
    ACCEPTED_CREDENTIALS(DOOR, "accepts Bearer in any case, several blanks", AcceptRows::spelling),
    ACCEPTED_SCOPES(TOKEN, "accepts scp and scope, string and array", AcceptRows::scopes),
    ACCEPTED_RULES(DOOR, "accepts callers who meet the rule", AcceptRows::rules),
    ACCEPTED_AUDIENCES(TOKEN, "accepts aud absent, empty, or with the client id", AcceptRows::audiences),
    ACCEPTED_CLAIMS(TOKEN, "accepts unknown and absent claims", AcceptRows::claims),
    ACCEPTED_MIRRORS(TOKEN, "accepts custom claims mirrored from ext", AcceptRows::mirrored),
    ACCEPTED_TIMES(TOKEN, "accepts fractions, exponents and far times", AcceptRows::times),
    ACCEPTED_KEYS(TOKEN, "accepts keys of all sizes and names", AcceptRows::keys),
    ACCEPTED_CLIENTS(TOKEN, "accepts several client ids", AcceptRows::clients),
    CALLER(DOOR, "shows the caller to the application", AcceptRows::caller);

    private final RowKind kind;
    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // every theme is a method without state
    private final Cases.Theme theme;

    Row(RowKind kind, String title, Cases.Theme theme) {
        this.kind = kind;
        this.title = title;
        this.theme = theme;
    }

    Row(Problem problem) {
        this(DOOR, "error table: " + problem.code(), (bench, cases) -> ErrorTable.line(problem, bench, cases));
    }

    /** Returns whether a door may omit this row, with a reason. */
    public boolean isOptional() {
        return kind == OPTIONAL;
    }

    /** Returns whether the token alone decides the outcome at every door. */
    public boolean isAboutToken() {
        return kind == TOKEN;
    }

    Cases.Theme theme() {
        return theme;
    }

    /** Returns the row's name in the report. */
    @Override
    public String toString() {
        return title;
    }
}

package io.busha.resourceserver.it.contract;

import java.util.List;
import java.util.Map;

/** Scopes that are nearly the required one. */
final class ScopeAttacks {

    private ScopeAttacks() {}

    /** Scope tricks. */
    static void tricks(Bench bench, Cases cases) {
        for (String path : List.of("/balances", "/table/balances")) {
            for (String scp : Words.of("""
                    'balances:readx'  'balances:rea'  'xbalances:read'  'balances:read,transfers:write'
                    'balances:read,'  'balances:read\\ttransfers:write'  'balances:read\\ntransfers:write'
                    'balances:read\\r\\n'  '\\tbalances:read'  'balances:read\\u0000'  'balances:read\\u00a0openid'
                    'balances:read\\u2003openid'  'balances:read;openid'  'balances:read+openid'
                    'balances:read%20openid'  'Balances:Read'  'BALANCES:READ'  'balances'  'balances:'
                    'balances:*'  '*'  'balances\\uff1aread'  'balances:re\\u0430d'  '\\'balances:read\\''
                    '[balances:read]'  'balances: read'  'balances read'  ''  ' '  []  ['']
                    ['balances:read transfers:write']  ['balances:read ']  [' balances:read']
                    ['balances:read,openid']  ['balances:readx']  ['Balances:Read']  ['balances','read']  ['*']
                    'transfers:write'  ['transfers:write','openid']
                    """)) {
                String token = bench.mint()
                        .claimAsJson("scp", Forge.json(scp.replace("\\'", "\\u0022")))
                        .sign();
                insufficient(cases, path + ", scp " + scp, path, token);
            }
        }
        for (String wrong : Words.of("""
                    null  1  true  false  {}  {'balances:read':true}  [['balances:read']]  [1]  [null]
                    ['balances:read',1]  ['balances:read',null]  [{}]  [true]  ['balances:read',['x']]
                    """)) {
            String scp = bench.mint().claimAsJson("scp", Forge.json(wrong)).sign();
            cases.refused("scp " + wrong, scp, Problem.WRONG_CLAIM_TYPE);
            String scope = bench.mint()
                    .without("scp")
                    .claimAsJson("scope", Forge.json(wrong))
                    .sign();
            cases.refused("scope " + wrong, scope, Problem.WRONG_CLAIM_TYPE);
        }
        elsewhere(bench, cases);
    }

    private static void insufficient(Cases cases, String name, String path, String token) {
        cases.check(
                name, Request.get(path).bearer(token), Verdict.refused(Problem.INSUFFICIENT_SCOPE, "balances:read"));
    }

    private static void elsewhere(Bench bench, Cases cases) {
        for (Object scp : List.of(List.of(), "", "openid", List.of("openid"))) {
            String token = bench.mint()
                    .claim("scp", scp)
                    .claim("scope", "balances:read")
                    .sign();
            insufficient(cases, "scp " + scp + " wins over scope", "/balances", token);
        }
        for (String claim : List.of("scopes", "Scp", "SCOPE", "scp ", "permissions", "roles", "authorities", "scopp")) {
            String token = bench.mint()
                    .without("scp")
                    .claim(claim, List.of("balances:read"))
                    .sign();
            insufficient(cases, "only in " + claim, "/balances", token);
        }
        String inside = bench.mint()
                .without("scp")
                .claim("ext", Map.of("scp", "balances:read"))
                .sign();
        insufficient(cases, "only in ext", "/balances", inside);
        insufficient(cases, "nowhere", "/balances", bench.mint().without("scp").sign());
        String header =
                bench.mint().without("scp").header("scp", "balances:read").sign();
        insufficient(cases, "only in the header of the token", "/balances", header);
        Request query = Request.get("/balances?scope=balances:read&scp=balances:read");
        cases.check(
                "only in the query",
                query.bearer(bench.mint().scopes().sign()).header("X-Scope: balances:read"),
                Verdict.refused(Problem.INSUFFICIENT_SCOPE, "balances:read"));
    }
}

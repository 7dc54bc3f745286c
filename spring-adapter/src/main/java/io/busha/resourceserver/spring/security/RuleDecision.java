package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.route.Rule;
import org.springframework.security.authorization.AuthorizationDecision;

/** An authorization decision that carries its rule. */
final class RuleDecision extends AuthorizationDecision {

    private static final long serialVersionUID = 1;

    private final transient Rule rule;

    RuleDecision(boolean granted, Rule rule) {
        super(granted);
        this.rule = rule;
    }

    Rule rule() {
        return rule;
    }
}

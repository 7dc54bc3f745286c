package io.busha.resourceserver.testkit;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers the requests to an issuer, normally or with the current fault, and counts them. */
final class IssuerEndpoints implements HttpPort.Handler {
    private static final String REDIRECTED = "/redirected";
    private static final long HUGE = 100L * 1024 * 1024;
    private static final long TRICKLE_MILLISECONDS = 100;

    /** The faults with which the key set is still valid if the client waits for its end. */
    private static final Set<Fault> GOOD_IN_THE_END =
            EnumSet.of(Fault.NONE, Fault.HANG_IN_BODY, Fault.TRICKLE, Fault.ONE_MALFORMED_KEY, Fault.OTHER_ISSUER);

    private final Documents documents;
    private final IssuerLog log;
    private final EndpointState discovery = new EndpointState();
    private final EndpointState jwks = new EndpointState();
    private final AtomicInteger redirectsFollowed = new AtomicInteger();

    IssuerEndpoints(Documents documents, IssuerLog log) {
        this.documents = documents;
        this.log = log;
    }

    EndpointState state(Endpoint endpoint) {
        return switch (endpoint) {
            case DISCOVERY -> discovery;
            case JWKS -> jwks;
        };
    }

    int redirectsFollowed() {
        return redirectsFollowed.get();
    }

    boolean refusesAll() {
        return discovery.spell().fault() == Fault.REFUSED && jwks.spell().fault() == Fault.REFUSED;
    }

    @Override
    public void answer(RequestHead request, Wire wire) throws IOException, InterruptedException {
        boolean redirected = request.path().startsWith(REDIRECTED);
        if (redirected) {
            redirectsFollowed.incrementAndGet();
        }
        Endpoint endpoint = Endpoint.at(redirected ? request.path().substring(REDIRECTED.length()) : request.path());
        if (endpoint == null) {
            wire.send(Answer.error(404));
        } else if (!request.method().equals("GET")) {
            wire.send(Answer.error(405, "Allow: GET"));
        } else if (redirected) {
            wire.send(answer(documents.get(endpoint, Fault.NONE), endpoint, Fault.NONE));
        } else {
            state(endpoint).countFetch();
            answerLogged(endpoint, wire);
        }
    }

    private void answerLogged(Endpoint endpoint, Wire wire) throws IOException, InterruptedException {
        Spell spell = state(endpoint).spell();
        IssuerLog.Entry entry = log.asked(endpoint, spell.fault());
        boolean whole = false;
        Set<String> kids = Set.of();
        try {
            spell = afterHanging(endpoint, spell, wire);
            Documents.Document document = documents.get(endpoint, spell.fault());
            kids = GOOD_IN_THE_END.contains(spell.fault()) ? document.kids() : kids;
            whole = deliver(answer(document, endpoint, spell.fault()), wire, spell);
        } finally {
            if (whole) {
                entry.answered(kids);
            } else {
                entry.givenUp();
            }
        }
    }

    private Spell afterHanging(Endpoint endpoint, Spell met, Wire wire) throws IOException, InterruptedException {
        Spell spell = met;
        while (spell.fault() == Fault.HANG) {
            spell.awaitEnd();
            wire.failIfClientIsGone();
            spell = state(endpoint).spell();
        }
        return spell;
    }

    /** Returns whether the whole answer was sent. */
    private static boolean deliver(Answer answer, Wire wire, Spell spell) throws IOException, InterruptedException {
        switch (spell.fault()) {
            case REFUSED, RESET -> wire.reset();
            case HANG_IN_BODY -> hangInBody(answer, wire, spell);
            case TRICKLE -> trickle(answer, wire, spell);
            case HUGE_BODY -> wire.sendDrawnOut(answer, HUGE);
            default -> wire.send(answer);
        }
        return spell.fault() != Fault.REFUSED && spell.fault() != Fault.RESET;
    }

    private static Answer answer(Documents.Document document, Endpoint endpoint, Fault fault) {
        return switch (fault) {
            case STATUS_404 -> Answer.error(404);
            case STATUS_410 -> Answer.error(410);
            case STATUS_429 -> Answer.error(429, "Retry-After: 1");
            case STATUS_500 -> Answer.error(500);
            case HTML -> Answer.html();
            case REDIRECT -> Answer.error(302, "Location: " + REDIRECTED + endpoint.path());
            case TRUNCATED_JSON -> Answer.json(document.text()).firstHalf();
            default -> Answer.json(document.text());
        };
    }

    private static void hangInBody(Answer answer, Wire wire, Spell spell) throws IOException, InterruptedException {
        int half = answer.body().length / 2;
        wire.sendHead(answer);
        wire.sendBody(answer, 0, half);
        spell.awaitEnd();
        wire.failIfClientIsGone();
        wire.sendBody(answer, half, answer.body().length);
    }

    private static void trickle(Answer answer, Wire wire, Spell spell) throws IOException, InterruptedException {
        int sent = 0;
        wire.sendHead(answer);
        while (sent < answer.body().length && !spell.endsWithin(TRICKLE_MILLISECONDS)) {
            wire.sendBody(answer, sent, ++sent);
        }
        wire.failIfClientIsGone();
        wire.sendBody(answer, sent, answer.body().length);
    }
}

package io.busha.resourceserver.token.differential;

/** One change to a token before it is signed. */
interface Mutation {
    void change(Draft draft, Dice dice);
}

package io.busha.resourceserver.it.contract;

/** What a row of the contract is about, and so where it is run. */
enum RowKind {
    /** The token alone decides: at the guard itself and at one door; at all others only when all is asked for. */
    TOKEN,
    /** What a door does with requests and answers: at every door. */
    DOOR,
    /** The same about dispatch types, paths, CORS and WebSockets, which a door may not have. */
    MAY_BE_LACKING
}

package io.busha.resourceserver.it.contract;

/** The subject of a contract row, which determines at which doors it runs. */
enum RowKind {
    /** The token alone decides. Runs at the guard alone and at one door, and at all others with {@code contract.rows=all}. */
    TOKEN,
    /** The door's handling of requests and responses. Runs at every door. */
    DOOR,
    /** Dispatch types, paths, CORS and WebSockets. Runs at every door that supports them. */
    OPTIONAL
}

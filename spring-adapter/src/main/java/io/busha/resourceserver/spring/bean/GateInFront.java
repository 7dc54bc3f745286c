package io.busha.resourceserver.spring.bean;

/** Provides a gate for callers that the stack's own gate does not know. Implementations must not require other beans to be created. */
@FunctionalInterface
public interface GateInFront {

    /** Returns a gate that passes all other callers to the given one. */
    BeanGate before(BeanGate gate);
}

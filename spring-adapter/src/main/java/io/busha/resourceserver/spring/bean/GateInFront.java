package io.busha.resourceserver.spring.bean;

/** Brings a gate for callers whom the one of the stack does not know. Needs no other bean to be made. */
@FunctionalInterface
public interface GateInFront {

    /** A gate that leaves every other caller to the given one. */
    BeanGate before(BeanGate gate);
}

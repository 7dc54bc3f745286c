package io.busha.resourceserver.it.soak;

/**
 * The time between two lives of the application, and what the first one has left behind. The times are those of
 * {@link System#nanoTime()}.
 *
 * @param undeployed when the application was gone
 * @param ended when the next one was about to begin
 * @param threads how many threads of its guard were alive when they should be gone
 * @param meters how many meters of its guard there were
 * @param started whether the next one started
 */
record Gap(long undeployed, long ended, int threads, int meters, boolean started) {}

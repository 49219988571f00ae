/**
 * Carries a graph out: steps as soon as what they come after is done, targets side by side, each
 * request with its deadline, its retries, and an inspection before and after. Tells what happens by
 * events only.
 */
package dev.thaw.execute;

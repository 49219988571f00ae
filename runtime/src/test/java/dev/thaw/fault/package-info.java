/**
 * A connection that fails in every way there is between the real client and a simulated engine, a
 * model of what may be true afterwards, and the rules that a run's reports are held to.
 */
package dev.thaw.fault;

/**
 * The operation graph: what a script means, as immutable data. A pure function of the script's text
 * and its parameters; it knows no clock, no environment and no engine.
 */
package dev.thaw.graph;

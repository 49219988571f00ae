/**
 * Tells what cannot be meant of a whole graph: conditions that contradict each other, operations
 * that never come to run, containers left paused. Says nothing that is not proved.
 */
package dev.thaw.check;

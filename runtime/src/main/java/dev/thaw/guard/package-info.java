/** Keeps a run's journal, watches over the run from a process of its own, and ends what it left. */
package dev.thaw.guard;

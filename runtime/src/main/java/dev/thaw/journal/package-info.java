/**
 * What a run is to take back, written down before it is done: so that another process can, where
 * the run itself has died.
 */
package dev.thaw.journal;

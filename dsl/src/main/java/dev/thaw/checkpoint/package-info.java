/**
 * What is known to go wrong with checkpoints, judged from what an engine and a container say of
 * themselves, before anything is frozen.
 */
package dev.thaw.checkpoint;

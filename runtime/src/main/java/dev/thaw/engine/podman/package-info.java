/**
 * Podman: its answers in Docker's words, its addresses, and its checkpoints, which Docker has not.
 */
package dev.thaw.engine.podman;

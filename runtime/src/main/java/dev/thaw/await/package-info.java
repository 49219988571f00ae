/**
 * Waiting for what becomes of containers: what the engine tells as it happens, what a look shows,
 * and what that says of a wait.
 */
package dev.thaw.await;

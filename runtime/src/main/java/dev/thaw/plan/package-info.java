/**
 * The graph resolved against an engine: which containers each step finds, what would be done to
 * each and why not, and the very requests that would be sent. Reads only.
 */
package dev.thaw.plan;

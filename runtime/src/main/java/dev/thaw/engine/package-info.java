/**
 * The port to an engine: requests go out as data, replies come back with their status, and what
 * they say of containers becomes snapshots. Adapters are in the packages below.
 */
package dev.thaw.engine;

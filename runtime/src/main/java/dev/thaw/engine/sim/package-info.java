/**
 * A Docker engine without containers: a world described in YAML that answers the engine's requests
 * by the daemon's rules, in this process or over a unix socket.
 */
package dev.thaw.engine.sim;

/** Files of this machine: the second port, beside the engine's. */
package dev.thaw.host;

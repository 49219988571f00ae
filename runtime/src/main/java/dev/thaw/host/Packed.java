package dev.thaw.host;

import dev.thaw.operation.Payload;

/**
 * A tar archive of what is to leave this machine.
 *
 * @param receipt what it holds, and where that is below the host's directory
 */
public record Packed(Payload archive, Receipt receipt) {}

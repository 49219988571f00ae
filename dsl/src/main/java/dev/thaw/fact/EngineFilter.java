package dev.thaw.fact;

/**
 * One filter of the engine's list of containers that lets through all that have a fact of a certain
 * value, and perhaps more.
 *
 * @param name the filter, as {@code status}
 * @param value what it is to let through
 * @param lasting whether it stays true of a container whatever is done to it
 */
public record EngineFilter(String name, String value, boolean lasting) {}

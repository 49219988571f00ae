package dev.thaw.engine;

import java.time.Instant;

/**
 * Something that an engine says has happened to a container.
 *
 * @param at when, by the engine's clock
 * @param action the engine's word for it: {@code pause}, {@code unpause}, {@code die},
 *     {@code health_status: healthy}; of commands {@code exec_create}, {@code exec_start} and
 *     {@code exec_die} alone, never what they are, which may be secret
 * @param container the container's full identifier
 */
public record EngineEvent(Instant at, String action, String container) {}

package dev.thaw.engine;

import java.time.InstantSource;

/**
 * What an engine's containers are looked at by, other than the engine.
 *
 * @param clock tells the moment of each look
 * @param gauge tells what is in use of the machine
 */
public record Surroundings(InstantSource clock, HostGauge gauge) {}

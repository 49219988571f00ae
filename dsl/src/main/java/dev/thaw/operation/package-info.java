/**
 * What an operation is: its options, the states it applies to, its goal, and the engine requests
 * that it lowers to. Everything here is a pure function; nothing here talks to an engine.
 */
package dev.thaw.operation;

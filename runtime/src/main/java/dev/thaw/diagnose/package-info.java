/**
 * Why a container is as it is: what the engine tells of it, explained, the likely causes ranked
 * with their evidence, and the line of a runbook that would help. Changes nothing.
 */
package dev.thaw.diagnose;

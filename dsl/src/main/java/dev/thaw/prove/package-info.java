/**
 * Decides what predicates mean before any container is seen: whether one can hold at all, whether
 * two can hold together, whether one follows from another. Never guesses: what it does not
 * understand it says it cannot prove.
 */
package dev.thaw.prove;

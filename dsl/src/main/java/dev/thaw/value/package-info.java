/** Typed literals: what a script can write down, how it prints back, and the units it knows. */
package dev.thaw.value;

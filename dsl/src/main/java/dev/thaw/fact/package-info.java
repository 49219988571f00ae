/**
 * What can be known of a container, what each fact costs to read, and how it is read from a
 * snapshot.
 */
package dev.thaw.fact;

/**
 * Looks at an engine and its host, and says what is not well with them and how to mend it. Changes
 * nothing.
 */
package dev.thaw.doctor;

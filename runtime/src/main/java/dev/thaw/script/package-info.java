/**
 * Scripts on their way in: their bytes, where they come from, and graphs that need not be compiled
 * again.
 */
package dev.thaw.script;

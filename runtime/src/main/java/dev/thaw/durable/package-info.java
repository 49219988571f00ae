/** Files that hold what was written to them, whatever becomes of the process or the machine. */
package dev.thaw.durable;

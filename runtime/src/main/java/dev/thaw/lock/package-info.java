/** Lets one run of a runbook go on at a time, by locks that the kernel holds. */
package dev.thaw.lock;

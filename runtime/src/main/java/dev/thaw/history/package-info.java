/** Runs that were: kept on the disk, found again, told of, and taken up where they ended. */
package dev.thaw.history;

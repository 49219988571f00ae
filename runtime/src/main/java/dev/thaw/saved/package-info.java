/** Plans that were saved: written to a file, read back, and held against the world as it is now. */
package dev.thaw.saved;

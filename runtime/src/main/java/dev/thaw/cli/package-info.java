/** The command line: arguments in, exit code out. */
package dev.thaw.cli;

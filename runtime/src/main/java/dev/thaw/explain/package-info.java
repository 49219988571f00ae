/** What a script says, told in plain words: a pure function of its graph. */
package dev.thaw.explain;

/**
 * From a script's text to its operation graph: read by Groovy's lexer and parser, checked against
 * an allow-list, and interpreted. No class of a script is ever made or loaded.
 */
package dev.thaw.compile;

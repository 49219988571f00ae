/** Graphs, plans and the catalogue as text, JSON and diagrams. */
package dev.thaw.render;

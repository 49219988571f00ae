/** Reading of JSON without the start-up cost of a data-binding mapper. */
package dev.thaw.json;

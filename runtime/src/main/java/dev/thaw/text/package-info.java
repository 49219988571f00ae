/** Text for people: columns, colours, and what comes from outside made fit for a terminal. */
package dev.thaw.text;

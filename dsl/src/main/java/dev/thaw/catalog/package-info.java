/** All operations and clauses that there are: the place where the language grows. */
package dev.thaw.catalog;

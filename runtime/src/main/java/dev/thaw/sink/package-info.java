/** Where events go: the audit log, the console, machines that read JSON. */
package dev.thaw.sink;

/** What a run reports: sealed events, handed to sinks as they happen. */
package dev.thaw.event;

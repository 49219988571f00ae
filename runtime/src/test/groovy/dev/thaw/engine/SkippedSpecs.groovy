package dev.thaw.engine

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption

/** Keeps a list of what did not run for want of an engine, for the build's last lines. */
final class SkippedSpecs {
    private static final Path FILE = Path.of('target', 'skipped-engine-specs.txt')

    private static final Set<String> ADDED = []

    static {
        Files.createDirectories(FILE.parent)
        Files.deleteIfExists(FILE)
    }

    private SkippedSpecs() {}

    static synchronized void add(CharSequence what, String reason) {
        String line = "$what: $reason\n"
        // Surefire looks for specifications before it runs them, so each is met more than once.
        if (ADDED.add(line)) {
            Files.writeString(FILE, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
        }
    }
}

package dev.thaw.engine

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption

/** Keeps a list of what did not run for want of an engine, for the build's last lines. */
final class SkippedSpecs {
    private static final Path FILE = Path.of('target', 'skipped-engine-specs.txt')

    static {
        Files.createDirectories(FILE.parent)
        Files.deleteIfExists(FILE)
    }

    private SkippedSpecs() {}

    static synchronized void add(CharSequence what, String reason) {
        Files.writeString(FILE, "$what: $reason\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND)
    }
}

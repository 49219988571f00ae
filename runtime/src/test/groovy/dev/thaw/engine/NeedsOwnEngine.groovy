package dev.thaw.engine

import java.lang.annotation.ElementType
import java.lang.annotation.Retention
import java.lang.annotation.RetentionPolicy
import java.lang.annotation.Target
import org.spockframework.runtime.extension.ExtensionAnnotation

/**
 * Keeps a specification or a feature off any engine that {@code .ci/engine} has not started: it restarts
 * the daemon, changes its swarm or network, or touches files of its host.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target([ElementType.TYPE, ElementType.METHOD])
@ExtensionAnnotation(NeedsOwnEngineExtension)
@interface NeedsOwnEngine {
}

package dev.thaw.engine

import java.lang.annotation.ElementType
import java.lang.annotation.Retention
import java.lang.annotation.RetentionPolicy
import java.lang.annotation.Target
import org.spockframework.runtime.extension.ExtensionAnnotation

/**
 * Runs a specification against a real engine of that name: {@link LabEngine#connect}.
 *
 * <p>Where there is none it is skipped, and says so in {@code target/skipped-engine-specs.txt}. With the
 * environment's {@code CI=true} the default engine must be there: its specs then fail.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtensionAnnotation(OnEngineExtension)
@interface OnEngine {
    /** The engine that a machine of the build must have. */
    public static final String DEFAULT = 'trixie'

    String value() default 'trixie'
}

package dev.thaw.engine

import org.spockframework.runtime.extension.IAnnotationDrivenExtension
import org.spockframework.runtime.model.FeatureInfo
import org.spockframework.runtime.model.SpecInfo

/** Leaves out what only an engine of our own may suffer. */
final class NeedsOwnEngineExtension implements IAnnotationDrivenExtension<NeedsOwnEngine> {
    private static final String REASON = 'changes the engine itself, and thaw.it.engine is not ours'

    @Override
    void visitSpecAnnotation(NeedsOwnEngine annotation, SpecInfo spec) {
        if (foreign()) {
            SkippedSpecs.add(spec.displayName, REASON)
            spec.skip(REASON)
        }
    }

    @Override
    void visitFeatureAnnotation(NeedsOwnEngine annotation, FeatureInfo feature) {
        if (foreign()) {
            SkippedSpecs.add("$feature.spec.displayName: $feature.displayName", REASON)
            feature.skip(REASON)
        }
    }

    private static boolean foreign() {
        !System.getProperty('thaw.it.engine', '').empty
    }
}

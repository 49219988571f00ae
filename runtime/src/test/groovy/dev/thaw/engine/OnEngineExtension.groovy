package dev.thaw.engine

import org.spockframework.runtime.extension.IAnnotationDrivenExtension
import org.spockframework.runtime.model.SpecInfo

/** Decides, before a specification is run, whether its engine is there. */
final class OnEngineExtension implements IAnnotationDrivenExtension<OnEngine> {
    private static final Map<String, String> ABSENCES = [:].asSynchronized()

    @Override
    void visitSpecAnnotation(OnEngine annotation, SpecInfo spec) {
        String name = annotation.value()
        String absence = ABSENCES.computeIfAbsent(name) { LabEngine.absence(it) }
        if (absence.empty) {
            return
        }
        if (System.getenv('CI') == 'true' && name == OnEngine.DEFAULT) {
            spec.addSetupSpecInterceptor { throw new LabEngine.Absent("CI=true, and $absence") }
            return
        }
        SkippedSpecs.add(spec.displayName, absence)
        spec.skip(absence)
    }
}

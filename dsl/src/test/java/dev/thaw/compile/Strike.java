package dev.thaw.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.transform.ASTTransformation;
import org.codehaus.groovy.transform.GroovyASTTransformation;
import org.codehaus.groovy.transform.GroovyASTTransformationClass;

/** Makes a file while Groovy compiles what bears it, as any library's annotation could. */
@Retention(RetentionPolicy.SOURCE)
@GroovyASTTransformationClass("dev.thaw.compile.Strike$Transformation")
public @interface Strike {
  /** Returns the file to make. */
  String value();

  /** What Groovy runs when it meets the annotation. */
  @GroovyASTTransformation(phase = CompilePhase.SEMANTIC_ANALYSIS)
  final class Transformation implements ASTTransformation {
    @Override
    public void visit(ASTNode[] nodes, SourceUnit source) {
      try {
        Files.writeString(
            Path.of(((AnnotationNode) nodes[0]).getMember("value").getText()), "struck");
      } catch (IOException unwritable) {
        throw new UncheckedIOException(unwritable);
      }
    }
  }
}

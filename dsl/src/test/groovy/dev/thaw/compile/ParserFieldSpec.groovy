package dev.thaw.compile

import java.lang.reflect.Modifier
import org.apache.groovy.parser.antlr4.AstBuilder
import org.apache.groovy.parser.antlr4.GroovyLangParser
import spock.lang.Specification

/** What Thaw needs of Groovy beyond its public interface: look here first when an upgrade fails. */
class ParserFieldSpec extends Specification {
    def 'the syntax tree builder keeps its parser in a private field'() {
        when:
        def field = AstBuilder.getDeclaredField(SyntaxTrees.PARSER)

        then:
        field.type == GroovyLangParser
        Modifier.isPrivate(field.modifiers)
        !Modifier.isStatic(field.modifiers)
    }
}

package dev.thaw.cli

import spock.lang.Specification

class MainSpec extends Specification {
    def out = new StringWriter()
    def err = new StringWriter()

    int thaw(String... arguments) {
        Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments)
    }

    def '--version prints the version that the build wrote down'() {
        expect:
        thaw('--version') == 0
        out.toString() ==~ /thaw \d+\.\d+\.\d+(-SNAPSHOT)?\R/
        err.toString().empty
    }

    def 'without arguments it says how it is used'() {
        expect:
        thaw() == 0
        out.toString().startsWith('Usage: thaw')
    }

    def 'an unknown option is reported on stderr'() {
        expect:
        thaw('--verison') == 2
        err.toString().contains("Unknown option: '--verison'")
        out.toString().empty
    }
}

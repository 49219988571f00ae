package dev.thaw.compile

import spock.lang.Isolated
import spock.lang.Specification
import spock.util.environment.RestoreSystemProperties

@Isolated('changes the default locale and time zone')
class DeterminismSpec extends Specification {
    static final SCRIPT = '''
        param 'TITLE', 'Iıİi'
        def wait = 90.minutes
        pause where label.title == "web-${TITLE}-${wait}" && mem < 1.5GiB timeout wait then unpause when cpu < 12.5%
        parallel { ps where state == 'exited'; logs where name in ['a', 'b'] }
    '''.stripIndent()

    def cleanup() {
        Locale.default = locale
        TimeZone.default = zone
    }

    def locale = Locale.default
    def zone = TimeZone.default

    @RestoreSystemProperties
    def 'the same text gives the same bytes under #name and #place'() {
        given:
        def graph = Compiled.json(Compiled.graph(SCRIPT))
        def problems = Compiled.problems('PAUSE where MEM < 5.MINUTES && Title == 1')

        when:
        Locale.default = Locale.forLanguageTag(name)
        TimeZone.default = TimeZone.getTimeZone(place)

        then:
        Compiled.json(Compiled.graph(SCRIPT)) == graph
        Compiled.problems('PAUSE where MEM < 5.MINUTES && Title == 1') == problems

        where:
        name                     | place
        'tr-TR'                  | 'Asia/Kathmandu'
        'ar-EG-u-nu-arab'        | 'America/St_Johns'
        'hi-IN-u-nu-deva'        | 'Pacific/Apia'
        'de-DE'                  | 'UTC'
    }
}

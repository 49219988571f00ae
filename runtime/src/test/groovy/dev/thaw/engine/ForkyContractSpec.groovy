package dev.thaw.engine

import static org.junit.jupiter.api.Assumptions.assumeTrue

/** Docker 28.5, the newest engine that Thaw speaks to: what versions have changed before, the rest is as on 26.1. */
@OnEngine('forky')
class ForkyContractSpec extends EngineContract {
    private static final List<String> CHOSEN = [
        'tells who', '#request of a container that is #before', 'an unknown signal', 'a signal thaws', 'a paused container',
        'a filter that', 'the facts of', 'what a container has not', 'a container that the kernel', 'the engine describes', 'pausing turns',
        'one-shot', 'statistics of', 'a command', 'logs of']

    @Override
    Bench openBench() {
        new Fixture(LabEngine.connect('forky'))
    }

    def setup() {
        assumeTrue(CHOSEN.any { specificationContext.currentFeature.name.startsWith(it) })
    }
}

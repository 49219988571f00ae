package dev.thaw.engine

/** Docker 28.5: the newest engine that Thaw speaks to. */
@OnEngine('forky')
class ForkyContractSpec extends EngineContract {

    @Override
    Bench openBench() {
        new Fixture(LabEngine.connect('forky'))
    }
}

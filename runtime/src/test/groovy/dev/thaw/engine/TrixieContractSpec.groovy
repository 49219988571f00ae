package dev.thaw.engine

/** Docker 26.1: the default engine. */
@OnEngine('trixie')
class TrixieContractSpec extends EngineContract {

    @Override
    Bench openBench() {
        new Fixture(LabEngine.connect('trixie'))
    }
}

package dev.thaw.engine

/** Docker 26.1. */
@OnEngine('trixie')
class TrixieEventContractSpec extends EventContract {

    @Override
    Bench openBench() {
        new Fixture(LabEngine.connect('trixie'))
    }
}

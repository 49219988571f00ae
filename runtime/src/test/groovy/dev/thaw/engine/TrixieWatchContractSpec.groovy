package dev.thaw.engine

/** Docker 26.1. */
@OnEngine('trixie')
class TrixieWatchContractSpec extends WatchContract {

    @Override
    Bench openBench() {
        new Fixture(LabEngine.connect('trixie'))
    }
}

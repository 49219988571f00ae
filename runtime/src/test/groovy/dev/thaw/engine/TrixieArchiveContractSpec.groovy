package dev.thaw.engine

/** Docker 26.1: the default engine. */
@OnEngine('trixie')
class TrixieArchiveContractSpec extends ArchiveContract {

    @Override
    Bench openBench() {
        new Fixture(LabEngine.connect('trixie'))
    }
}

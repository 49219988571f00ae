package dev.thaw.engine

/** Docker 26.1 with CRIU 4.1. */
@OnEngine('trixie')
class TrixieCheckpointContractSpec extends CheckpointContract {

    @Override
    Bench openBench() {
        new Fixture(LabEngine.connect('trixie'))
    }
}

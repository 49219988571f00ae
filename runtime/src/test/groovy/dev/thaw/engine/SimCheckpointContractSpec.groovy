package dev.thaw.engine

/** The simulator makes checkpoints and goes back to them as Docker 26.1 does. */
class SimCheckpointContractSpec extends CheckpointContract {

    @Override
    Bench openBench() {
        new SimBench()
    }
}

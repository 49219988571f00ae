package dev.thaw.engine

/** The simulator tells of what happens as Docker 26.1 does. */
class SimEventContractSpec extends EventContract {

    @Override
    Bench openBench() {
        new SimBench()
    }
}

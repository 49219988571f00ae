package dev.thaw.engine

/** The simulator keeps the same facts as Docker 26.1, which it imitates. */
class SimContractSpec extends EngineContract {

    @Override
    Bench openBench() {
        new SimBench()
    }
}

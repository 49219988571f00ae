package dev.thaw.engine

/** The simulator without a CRIU says what an engine says. */
class SimAbsentCriuContractSpec extends AbsentCriuContract {

    @Override
    Bench openBench() {
        new SimBench(SimBench.engine('{criu: false}'))
    }
}

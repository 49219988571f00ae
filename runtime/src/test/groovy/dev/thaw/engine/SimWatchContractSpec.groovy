package dev.thaw.engine

/** The simulator tells of what happens as Docker 26.1 does. */
class SimWatchContractSpec extends WatchContract {

    @Override
    Bench openBench() {
        new SimBench()
    }
}

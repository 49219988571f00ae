package dev.thaw.engine

/** The simulator keeps the same facts as Docker 26.1, which it imitates. */
class SimArchiveContractSpec extends ArchiveContract {

    @Override
    Bench openBench() {
        new SimBench()
    }
}

package dev.thaw.engine

/** Docker 20.10. */
@OnEngine('bookworm')
class BookwormWatchContractSpec extends WatchContract {

    @Override
    Bench openBench() {
        new Fixture(LabEngine.connect('bookworm'))
    }
}

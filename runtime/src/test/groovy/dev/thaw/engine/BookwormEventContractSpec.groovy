package dev.thaw.engine

/** Docker 20.10. */
@OnEngine('bookworm')
class BookwormEventContractSpec extends EventContract {

    @Override
    Bench openBench() {
        new Fixture(LabEngine.connect('bookworm'))
    }
}

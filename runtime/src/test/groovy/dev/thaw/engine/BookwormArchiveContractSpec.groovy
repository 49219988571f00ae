package dev.thaw.engine

/** Docker 20.10: the oldest engine that Thaw speaks to. */
@OnEngine('bookworm')
class BookwormArchiveContractSpec extends ArchiveContract {

    @Override
    Bench openBench() {
        new Fixture(LabEngine.connect('bookworm'))
    }
}

package dev.thaw.engine

/** Docker 20.10 on a machine without CRIU. */
@OnEngine('bookworm')
class BookwormAbsentCriuContractSpec extends AbsentCriuContract {

    @Override
    Bench openBench() {
        new Fixture(LabEngine.connect('bookworm'))
    }
}

package dev.thaw.engine

/** Docker 28.5. */
@OnEngine('forky')
class ForkyEventContractSpec extends EventContract {

    @Override
    Bench openBench() {
        new Fixture(LabEngine.connect('forky'))
    }
}

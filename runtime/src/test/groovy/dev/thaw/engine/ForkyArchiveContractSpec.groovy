package dev.thaw.engine

/** Docker 28.5: the newest engine that Thaw speaks to. */
@OnEngine('forky')
class ForkyArchiveContractSpec extends ArchiveContract {

    @Override
    Bench openBench() {
        new Fixture(LabEngine.connect('forky'))
    }
}

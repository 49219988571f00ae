package dev.thaw.it

import dev.thaw.engine.OnEngine

/** Docker 20.10. */
@OnEngine('bookworm')
class BookwormDiagnoseSpec extends DiagnoseOnDocker {
}

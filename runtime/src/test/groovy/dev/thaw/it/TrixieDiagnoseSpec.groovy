package dev.thaw.it

import dev.thaw.engine.OnEngine

/** Docker 26.1. */
@OnEngine('trixie')
class TrixieDiagnoseSpec extends DiagnoseOnDocker {
}

package dev.thaw.engine

import spock.lang.Specification

class ReplySpec extends Specification {
  def "of #body the message is #message"() {
    expect:
    Reply.of(500, 'application/json', body.getBytes('UTF-8')).message() == message

    where:
    body                              || message
    ''                                || ''
    '{"message":"no such container"}' || 'no such container'
    '{"message":"' + 'x' * 401 + '"}' || 'x' * 400 + '…'
    '{"message":"' + 'x' * 400 + '"}' || 'x' * 400
    '{"message":7}'                   || '{"message":7}'
    '{"error":"x"}'                   || '{"error":"x"}'
    ' <html>no entry</html> '         || '<html>no entry</html>'
    'x' * 1_000_000                   || 'x' * 400 + '…'
  }
}

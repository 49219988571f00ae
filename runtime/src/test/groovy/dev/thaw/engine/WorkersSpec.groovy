package dev.thaw.engine

import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicInteger
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.Timeout

@Timeout(20)
class WorkersSpec extends Specification {
  @AutoCleanup
  Workers workers = new Workers(2)

  @AutoCleanup('shutdownNow')
  def callers = Executors.newFixedThreadPool(8)

  def "however many ask, for one thing or for several, no more than the limit are at work"() {
    given:
    def atWork = new AtomicInteger()
    def most = new AtomicInteger()
    def two = new CountDownLatch(2)
    Workers.Work work = {
      most.accumulateAndGet(atWork.incrementAndGet(), Math::max)
      two.countDown()
      two.await()
      atWork.decrementAndGet()
    }

    when:
    (1..8).collect { size -> callers.submit { workers.map((1..size % 3 + 1).toList(), work) } }*.get()

    then:
    most.get() == 2
  }

  def "a failure comes when all are done, the first in the order of the items: #items"() {
    given:
    def done = new AtomicInteger()

    when:
    workers.map(items) {
      done.incrementAndGet()
      if (it > 1) {
        throw new EngineException(EngineException.Fault.LOST, "item $it")
      }
    }

    then:
    def failure = thrown(EngineException)
    failure.message == message
    done.get() == items.size()

    where:
    items     || message
    [2]       || 'item 2'
    [1, 3, 2] || 'item 3'
  }

  def "those who wait make room for others, and only so many are at work when they come back"() {
    given:
    def together = new java.util.concurrent.CyclicBarrier(20)
    def busy = new AtomicInteger()
    def most = new AtomicInteger()

    when:
    def results = workers.map((1..20).toList(), { item ->
      workers.aside({ together.await(20, java.util.concurrent.TimeUnit.SECONDS) } as Workers.Wait)
      most.accumulateAndGet(busy.incrementAndGet(), Math::max)
      Thread.sleep(2)
      busy.decrementAndGet()
      item
    } as Workers.Work)

    then:
    results == (1..20).toList()
    most.get() <= 2
  }
}

package dev.thaw.engine.sim;

import dev.thaw.engine.HostGauge;
import java.math.BigDecimal;

/**
 * What is in use of the simulated machine; no simulated container changes it.
 *
 * @param memory share of its memory in percent
 * @param load average of a minute
 */
public record HostSpec(BigDecimal memory, BigDecimal load) {

  HostGauge.Load load(long memoryOfMachine) {
    BigDecimal used = memory.multiply(BigDecimal.valueOf(memoryOfMachine)).movePointLeft(2);
    return new HostGauge.Load(used.longValue(), load);
  }
}

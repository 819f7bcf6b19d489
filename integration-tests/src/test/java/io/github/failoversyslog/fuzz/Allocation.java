package io.github.failoversyslog.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** The memory that the current thread allocates from now on. */
final class Allocation {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long before = THREADS.getCurrentThreadAllocatedBytes();

  void requireLessThan(long bytes) {
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    Check.that(allocated < bytes, allocated + " bytes allocated, more than " + bytes);
  }
}

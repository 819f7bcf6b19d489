package io.github.failoversyslog.config;

import java.util.List;
import java.util.Set;

/**
 * The structured data of a message: RFC 5424 section 6.3.
 *
 * @param enterpriseNumber of SD-IDs without a number; may have parts, as in {@code 32473.1.2}
 * @param mdcElementId SD-ID of the context data
 * @param logElementId SD-ID of logger, thread, marker and stack trace
 * @param longSdIds whether SD-IDs of more than 32 characters are sent whole
 * @param mdcIncludes names or beginnings with {@code *}; empty: all
 * @param mdcExcludes names or beginnings with {@code *}
 */
public record StructuredDataSettings(
    String enterpriseNumber,
    String mdcElementId,
    String logElementId,
    boolean longSdIds,
    List<String> mdcIncludes,
    List<String> mdcExcludes,
    Set<Include> includes) {

  public StructuredDataSettings {
    includes = Set.copyOf(includes);
  }

  public boolean includes(Include part) {
    return includes.contains(part);
  }
}

package io.github.failoversyslog.faults;

/** A temporary fault of a server. */
enum SoakFault {
  KILL,
  STALL,
  RESET,
  REFUSE,
  RESTART,
  READ_SLOWLY;

  void begin(KillableServer server) {
    switch (this) {
      case KILL -> server.kill();
      case STALL -> server.pause();
      case RESET -> server.reset();
      case REFUSE -> {
        server.refuse();
        server.reset();
      }
      case RESTART -> {
        server.refuse();
        server.finish();
        server.settle();
        server.kill();
      }
      case READ_SLOWLY -> server.slow(true);
    }
  }

  void end(KillableServer server) {
    switch (this) {
      case KILL, RESTART -> server.launch().open();
      case STALL -> server.resume();
      case RESET -> {} // takes effect immediately
      case REFUSE -> server.open();
      case READ_SLOWLY -> server.slow(false);
    }
  }
}

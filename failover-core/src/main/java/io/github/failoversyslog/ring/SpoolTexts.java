package io.github.failoversyslog.ring;

import java.nio.ByteOrder;
import java.nio.file.Path;

/** Why a spool cannot be used, as {@code docs/status.md} lists it. */
final class SpoolTexts {
  private SpoolTexts() {}

  static String spool(Path file, String why) {
    return "spool " + file + ": " + why;
  }

  static String noFileName() {
    return "not a file name; correct spoolFile";
  }

  static String noDirectory(Path directory) {
    return "directory " + directory + " does not exist; create it or correct spoolFile";
  }

  static String directoryNotWritable(Path directory) {
    return "directory "
        + directory
        + " not writable; grant this process write access or correct spoolFile";
  }

  static String noRegularFile() {
    return "a directory, symbolic link or device, not a regular file; correct spoolFile";
  }

  static String noAccess(Path file) {
    return "no permission to read and write "
        + file
        + "; grant it to this process or correct spoolFile";
  }

  static String cannotCreate(String why, long bytes) {
    return "cannot create the file ("
        + why
        + "); "
        + bytes
        + " bytes needed, free disk space or reduce spoolSize";
  }

  static String stillWriting() {
    return "a log call is still writing to it; it stays locked until this process ends";
  }

  static String inUse(Path file, String holder) {
    return "spool "
        + file
        + " is in use by "
        + holder
        + "; give every appender of every process its own spoolFile";
  }

  static String thisProcess() {
    return "another appender of this process";
  }

  static String anotherProcess() {
    return "another process";
  }

  static String anotherProcess(String processId) {
    return "another process (PID " + processId + ")";
  }

  static String tooShort(long bytes, int leastBytes) {
    return "file has " + bytes + " bytes, expected at least " + leastBytes;
  }

  static String wrongSize(long bytes, long expectedBytes) {
    return "file has " + bytes + " bytes, expected " + expectedBytes;
  }

  static String noSpool() {
    return "not a spool file";
  }

  static String wrongChecksum() {
    return "checksum of the control page does not match";
  }

  static String wrongByteOrder(ByteOrder found, ByteOrder expected) {
    return "byte order is "
        + found
        + ", this machine's is "
        + expected
        + "; drain it on a machine with that byte order, or set another spoolFile";
  }

  static String wrongVersion(int found, int expected) {
    return "format version is "
        + found
        + ", expected "
        + expected
        + "; drain it with the release that wrote it, or set another spoolFile";
  }

  static String wrongCapacity(long bytes) {
    return "capacity is " + bytes + " bytes, expected a power of two from 64 to 2^30";
  }

  static String wrongPosition(long position) {
    return "invalid position " + position + " in the control page";
  }

  static String memoryFault() {
    return "error in memory that is mapped to the file";
  }

  static String noMessage() {
    return "contains data but no readable message";
  }
}

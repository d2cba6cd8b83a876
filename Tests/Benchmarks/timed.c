// timed RESULT COMMAND...: runs a command and writes to RESULT, in one line: its wall time and its
// CPU time in seconds, the peak memory of its largest process in KiB, and its exit status.
//
// A process starts with the peak of the one that forked it, so this has to be a small program: the
// interpreter of the script beside it is larger than waybill on a small archive.
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static double seconds(struct timeval time) { return time.tv_sec + time.tv_usec / 1e6; }

int main(int count, char **arguments) {
  if (count < 3) return 64;
  double start = now();
  pid_t child = fork();
  if (child < 0) return 71;
  if (child == 0) {
    execvp(arguments[2], arguments + 2);
    perror(arguments[2]);
    _exit(127);
  }
  int status;
  struct rusage usage;  // of the child and of all that it waited for
  if (wait4(child, &status, 0, &usage) != child) return 71;
  double wall = now() - start;
  FILE *result = fopen(arguments[1], "w");
  if (!result) return 73;
  fprintf(result, "%.6f %.6f %ld %d\n", wall, seconds(usage.ru_utime) + seconds(usage.ru_stime),
    usage.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  fclose(result);
  return 0;
}

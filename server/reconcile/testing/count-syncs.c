/* Preloaded into a process, it writes a dot to the file that SYNCS_COUNTED_IN names each time the process has waited for
   the disk, before the process goes on. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
static void note(void) {
  const char *path = getenv("SYNCS_COUNTED_IN");
  int file = path ? open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
  if (file < 0) return;
  if (write(file, ".", 1) != 1) abort();
  close(file);
}
int fsync(int file) {
  int (*next)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  int result = next(file);
  note();
  return result;
}
int fdatasync(int file) {
  int (*next)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  int result = next(file);
  note();
  return result;
}

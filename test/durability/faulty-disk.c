/* Preloaded into a process, it stands between it and the files below the folder DISK_OF. What is written there and what is
   waited for is noted in the file DISK_NOTES, in the order in which it happens, before the process goes on. While there is a
   file DISK_OF/disk-is-full nothing more can be written there; while there is DISK_OF/disk-is-slow every wait takes longer. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define SLOW_US 150000
#define NAME_BYTES 32

struct note {
  char what; /* W: written, T: cut to a length, S: on the disk, R: removed */
  char name[NAME_BYTES];
  uint64_t offset;
  uint32_t length;
} __attribute__((packed));

static int in_folder(int file, char *name) {
  const char *folder = getenv("DISK_OF");
  char link[64], path[4096];
  if (!folder) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  size_t start = strlen(folder);
  if (length <= (ssize_t)start || strncmp(path, folder, start) != 0) return 0;
  path[length] = 0;
  const char *base = strrchr(path, '/') + 1;
  memset(name, 0, NAME_BYTES);
  strncpy(name, base, NAME_BYTES - 1);
  /* What several processes share of an SQLite database is made anew after a crash. */
  return !strstr(base, "-shm");
}

static int is_there(const char *name) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", getenv("DISK_OF"), name);
  return access(path, F_OK) == 0;
}

static void take_note(char what, const char *name, off_t offset, const void *data, size_t length) {
  const char *path = getenv("DISK_NOTES");
  int notes = path ? open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
  if (notes < 0) return;
  struct note head = {what, {0}, (uint64_t)offset, (uint32_t)length};
  memcpy(head.name, name, NAME_BYTES);
  struct iovec parts[] = {{&head, sizeof head}, {(void *)data, data ? length : 0}};
  if (writev(notes, parts, 2) != (ssize_t)(sizeof head + parts[1].iov_len)) abort();
  close(notes);
}

#define NEXT(name) __typeof__(&name) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t write(int file, const void *data, size_t length) {
  NEXT(write);
  char name[NAME_BYTES];
  if (!in_folder(file, name)) return next(file, data, length);
  if (is_there("disk-is-full")) return errno = ENOSPC, -1;
  off_t offset = lseek(file, 0, SEEK_CUR);
  ssize_t written = next(file, data, length);
  if (written > 0) take_note('W', name, offset, data, (size_t)written);
  return written;
}

static ssize_t write_at(ssize_t (*next)(int, const void *, size_t, off_t), int file, const void *data, size_t length,
                        off_t offset) {
  char name[NAME_BYTES];
  if (!in_folder(file, name)) return next(file, data, length, offset);
  if (is_there("disk-is-full")) return errno = ENOSPC, -1;
  ssize_t written = next(file, data, length, offset);
  if (written > 0) take_note('W', name, offset, data, (size_t)written);
  return written;
}

ssize_t pwrite(int file, const void *data, size_t length, off_t offset) {
  NEXT(pwrite);
  return write_at(next, file, data, length, offset);
}

ssize_t pwrite64(int file, const void *data, size_t length, off64_t offset) {
  NEXT(pwrite64);
  return write_at(next, file, data, length, offset);
}

/* PostgreSQL makes its files longer by these two. SQLite, whose writes are noted, uses neither. */
ssize_t pwritev(int file, const struct iovec *parts, int count, off_t offset) {
  NEXT(pwritev);
  char name[NAME_BYTES];
  if (in_folder(file, name) && is_there("disk-is-full")) return errno = ENOSPC, -1;
  return next(file, parts, count, offset);
}

int posix_fallocate(int file, off_t offset, off_t length) {
  NEXT(posix_fallocate);
  char name[NAME_BYTES];
  if (in_folder(file, name) && is_there("disk-is-full")) return ENOSPC;
  return next(file, offset, length);
}

static int cut(int (*next)(int, off_t), int file, off_t length) {
  char name[NAME_BYTES];
  int isOurs = in_folder(file, name);
  int result = next(file, length);
  if (isOurs && result == 0) take_note('T', name, length, NULL, 0);
  return result;
}

int ftruncate(int file, off_t length) {
  NEXT(ftruncate);
  return cut(next, file, length);
}

int ftruncate64(int file, off64_t length) {
  NEXT(ftruncate64);
  return cut(next, file, length);
}

int unlink(const char *path) {
  NEXT(unlink);
  const char *folder = getenv("DISK_OF"), *base = strrchr(path, '/');
  int result = next(path);
  if (result == 0 && folder && base && strncmp(path, folder, strlen(folder)) == 0) {
    char name[NAME_BYTES] = {0};
    strncpy(name, base + 1, NAME_BYTES - 1);
    take_note('R', name, 0, NULL, 0);
  }
  return result;
}

static int wait_for(int (*next)(int), int file) {
  char name[NAME_BYTES];
  int isOurs = in_folder(file, name);
  if (isOurs && is_there("disk-is-slow")) usleep(SLOW_US);
  int result = next(file);
  if (isOurs && result == 0) take_note('S', name, 0, NULL, 0);
  return result;
}

int fsync(int file) {
  NEXT(fsync);
  return wait_for(next, file);
}

int fdatasync(int file) {
  NEXT(fdatasync);
  return wait_for(next, file);
}

/* Preloaded into the program by Tests/Faults/faults.py. Files in the folder FAULTS_FOLDER say what is broken at this moment:
 *   sync   while it is there, fsync and fdatasync of the write-ahead log fail with EIO, as of a disk that is dying
 *   clock  a number of seconds that the real time is off by
 * Without the files everything goes to the system's own functions. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static int path_of(const char *name, char *path, size_t size) {
    const char *folder = getenv("FAULTS_FOLDER");
    return folder && snprintf(path, size, "%s/%s", folder, name) < (int)size;
}

static int sync_fails(int descriptor) {
    char flag[512], link[64], target[512];
    if (!path_of("sync", flag, sizeof flag) || access(flag, F_OK) != 0) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, target, sizeof target - 1);
    if (length < 4) return 0;
    target[length] = 0;
    return strcmp(target + length - 4, "-wal") == 0;
}

int fdatasync(int descriptor) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    if (sync_fails(descriptor)) {
        errno = EIO;
        return -1;
    }
    return real(descriptor);
}

int fsync(int descriptor) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    if (sync_fails(descriptor)) {
        errno = EIO;
        return -1;
    }
    return real(descriptor);
}

static long seconds_off(void) {
    char path[512], text[32];
    if (!path_of("clock", path, sizeof path)) return 0;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    if (length <= 0) return 0;
    text[length] = 0;
    return strtol(text, NULL, 10);
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    int result = real(clock, time);
    if (result == 0 && clock == CLOCK_REALTIME) time->tv_sec += seconds_off();
    return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    static int (*real)(struct timeval *, void *);
    if (!real) real = (int (*)(struct timeval *, void *))dlsym(RTLD_NEXT, "gettimeofday");
    int result = real(time, zone);
    if (result == 0) time->tv_sec += seconds_off();
    return result;
}

/* What MySQL needs of libaio, straight to the kernel. Errors are returned as -errno, as libaio does. */
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

static long answer(long result) {
    return result < 0 ? -errno : result;
}

int io_setup(int events, void **context) {
    return answer(syscall(SYS_io_setup, events, context));
}
int io_destroy(void *context) {
    return answer(syscall(SYS_io_destroy, context));
}
int io_submit(void *context, long count, void **blocks) {
    return answer(syscall(SYS_io_submit, context, count, blocks));
}
int io_cancel(void *context, void *block, void *event) {
    return answer(syscall(SYS_io_cancel, context, block, event));
}
int io_getevents(void *context, long min, long count, void *events, void *timeout) {
    return answer(syscall(SYS_io_getevents, context, min, count, events, timeout));
}

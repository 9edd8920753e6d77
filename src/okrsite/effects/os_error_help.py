"""Help with errors of the operating system: what to do where it refuses to read or write."""

import errno

_FULL = "Make room on that disk, and try again."
_CLOSED = "See who owns it, and what its mode and that of the folder around it allow."
_TAKEN = "A file stands where a folder should be; move it, or name another place."
_BY_NUMBER = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _CLOSED,
    errno.EPERM: _CLOSED,
    errno.EROFS: "That disk is mounted so that nobody can write to it.",
    errno.EEXIST: _TAKEN,
    errno.ENOTDIR: _TAKEN,
    errno.EISDIR: "A folder stands there; name a file.",
    errno.EAGAIN: "The system allows no more processes or threads; see ulimit -u, or end some.",
    errno.EMFILE: "Let a process open more files at once: ulimit -n 4096.",
    errno.EIO: "The disk itself may be failing; look at the system's log.",
}


def os_error_help(problem: OSError) -> str:
    """What the user can do about an error; empty where there is nothing to say."""
    return _BY_NUMBER.get(problem.errno or 0, "")

"""What a process has used so far: seconds of the processor and bytes of memory, asked of the system from outside.

Asked from outside, because a process that is stuck in a library can tell nothing of itself.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Usage:
    """Seconds of the processor since the process started, and the bytes it holds in memory now."""

    seconds: float
    memory: int


def usage(pid: int) -> Usage | None:
    """Ask the system about a child process; None where it is gone, or the system is none we know how to ask."""
    asked = _ASKED.get(sys.platform)
    return asked(pid) if asked else None


def _linux(pid: int) -> Usage | None:
    """Read /proc: the times stand behind the name, which is in brackets and may hold anything (proc(5))."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as stat, open(f"/proc/{pid}/statm", "rb") as statm:  # noqa: PTH123 - no files
            times = stat.read().rpartition(b")")[2].split()[11:13]
            pages = int(statm.read().split()[1])
    except (OSError, IndexError, ValueError):
        return None
    ticks = sum(map(int, times))
    return Usage(ticks / os.sysconf("SC_CLK_TCK"), pages * os.sysconf("SC_PAGE_SIZE"))


class _TaskInfo(ctypes.Structure):
    """`struct proc_taskinfo` of macOS as far as it is needed; the rest is twelve words of 32 bits and two of 64."""

    _fields_ = (
        ("virtual", ctypes.c_uint64),
        ("resident", ctypes.c_uint64),
        ("user", ctypes.c_uint64),
        ("system", ctypes.c_uint64),
        ("rest", ctypes.c_uint64 * 8),
    )


class _Timebase(ctypes.Structure):
    """How many nanoseconds a tick of macOS has, as a fraction."""

    _fields_ = (("numerator", ctypes.c_uint32), ("denominator", ctypes.c_uint32))


def _macos(pid: int) -> Usage | None:
    info, tick, flavour = _TaskInfo(), _Timebase(), 4  # PROC_PIDTASKINFO
    library = ctypes.CDLL(None)
    size = ctypes.sizeof(info)
    if library.proc_pidinfo(pid, flavour, ctypes.c_uint64(0), ctypes.byref(info), size) != size:
        return None
    library.mach_timebase_info(ctypes.byref(tick))
    nanoseconds = (info.user + info.system) * tick.numerator / tick.denominator
    return Usage(nanoseconds / 1e9, info.resident)


class _Counters(ctypes.Structure):
    """`PROCESS_MEMORY_COUNTERS` of Windows."""

    _fields_ = (
        ("size", ctypes.c_uint32),
        ("faults", ctypes.c_uint32),
        ("peak", ctypes.c_size_t),
        ("resident", ctypes.c_size_t),
        ("rest", ctypes.c_size_t * 6),
    )


def _windows(pid: int) -> Usage | None:
    """Ask with the least rights that suffice; times are counted in hundreds of nanoseconds."""
    if sys.platform != "win32":
        return None
    kernel = ctypes.WinDLL("kernel32")
    kernel.OpenProcess.restype = ctypes.c_void_p
    limited, may_read = 0x1000, 0x10  # PROCESS_QUERY_LIMITED_INFORMATION, PROCESS_VM_READ
    handle = ctypes.c_void_p(kernel.OpenProcess(limited | may_read, False, pid))
    if not handle:
        return None
    try:
        counters = _Counters(size=ctypes.sizeof(_Counters))
        times = [ctypes.c_uint64() for _ in range(4)]  # made, ended, in the system, in the program
        known = kernel.K32GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.size)
        known = known and kernel.GetProcessTimes(handle, *map(ctypes.byref, times))
    finally:
        kernel.CloseHandle(handle)
    return Usage((times[2].value + times[3].value) / 1e7, counters.resident) if known else None


_ASKED: dict[str, Callable[[int], Usage | None]] = {"linux": _linux, "darwin": _macos, "win32": _windows}

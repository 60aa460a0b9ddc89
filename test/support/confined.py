"""Runs a command as a service may run: confined.py SYSTEM-CALLS FAMILIES COMMAND...

Of the system calls only those named are allowed (a list with commas), of the sockets only those of the families
named (a list with blanks). Everything else fails with EPERM, as SystemCallFilter= and RestrictAddressFamilies= have
it.
"""

import errno
import os
import socket
import sys

import seccomp

calls, families, command = sys.argv[1], sys.argv[2], sys.argv[3:]
rules = seccomp.SyscallFilter(seccomp.ERRNO(errno.EPERM))
for name in calls.split(","):
    # Names of other architectures have no number here.
    if name != "socket" and seccomp.resolve_syscall(seccomp.Arch.NATIVE, name) >= 0:
        rules.add_rule(seccomp.ALLOW, name)
for name in families.split(" "):
    family = getattr(socket, name)
    rules.add_rule(seccomp.ALLOW, "socket", seccomp.Arg(0, seccomp.EQ, family))
rules.load()
os.execvp(command[0], command)

# Plays a conversation with a shell on a terminal of its own, and prints what was on the terminal.
# Usage: terminal.py <json>: a list of ["see", text], which waits until the text comes, ["type", text], and
# ["size", "rows columns"], which makes the terminal another size.
import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios

steps = json.loads(sys.argv[1])
pid, terminal = pty.fork()
if pid == 0:
    os.execvp('bash', ['bash', '--norc', '--noprofile', '-i'])
seen = ''
begin = 0


def read():
    ready, _, _ = select.select([terminal], [], [], 20)
    if not ready:
        sys.stdout.write(seen)
        sys.exit('nothing more came')
    return os.read(terminal, 65536).decode('utf-8', 'replace')


for step, text in steps:
    if step == 'type':
        begin = len(seen)
        os.write(terminal, text.encode())
        continue
    if step == 'size':
        rows, columns = map(int, text.split())
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', rows, columns, 0, 0))
        continue
    while text not in seen[begin:]:
        try:
            seen += read()
        except OSError:
            sys.stdout.write(seen)
            sys.exit('the terminal ended')
    begin = seen.index(text, begin) + len(text)
os.write(terminal, b'\x04')
os.close(terminal)
os.waitpid(pid, 0)
sys.stdout.write(seen)

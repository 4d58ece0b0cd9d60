"""Runs a command on a pseudo-terminal. Each step waits for a text and then types; prints what was seen, and the exit code.

stdin: {"command": [...], "cwd": "...", "env": {...}, "steps": [["text to wait for", "what to type"], ...], "size": [40, 160], "seconds": 60}
"""
import fcntl, json, os, pty, re, select, struct, sys, termios, time

job = json.load(sys.stdin)
pid, terminal = pty.fork()
if pid == 0:
    os.chdir(job["cwd"])
    os.execvpe(job["command"][0], job["command"], job["env"])

fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *job["size"], 0, 0))
end = time.monotonic() + job["seconds"]
seen = b""
looked = 0


def shown():
    """What a person has read: without the codes for colours and the cursor."""
    return re.sub(rb"\x1b\[[0-9;?]*[@-~]", b"", seen).decode("utf-8", "replace").replace("\r\n", "\n")


def read():
    """More of what the command wrote; False once it has ended."""
    global seen
    if not select.select([terminal], [], [], max(0, end - time.monotonic()))[0]:
        os.kill(pid, 9)
        return False
    try:
        more = os.read(terminal, 65536)
    except OSError:
        return False
    seen += more
    return len(more) > 0


missed = None
for wanted, typed in job["steps"]:
    while wanted not in shown()[looked:]:
        if not read():
            missed = wanted
            break
    if missed is not None:
        break
    looked = len(shown())
    if typed == "close":
        os.close(terminal)
        break
    os.write(terminal, typed.encode())
else:
    while read():
        pass

_, status = os.waitpid(pid, 0)
print(json.dumps({"code": os.waitstatus_to_exitcode(status), "missed": missed, "seen": shown()}))

"""Runs a server until standard input ends, so that it never outlives whoever started it: `run.py COMMAND ..`."""

import os
import signal
import subprocess
import sys
import threading

server = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, start_new_session=os.name == "posix")


def end(how: str) -> None:
    """Ends the server, and on Unix all that it has started."""
    try:
        if os.name == "posix":
            os.killpg(server.pid, getattr(signal, how))
        else:
            server.kill()
    except (ProcessLookupError, PermissionError):
        pass


def watch() -> None:
    sys.stdin.buffer.read()
    end("SIGTERM")
    try:
        server.wait(5)
    except subprocess.TimeoutExpired:
        end("SIGKILL")


threading.Thread(target=watch, daemon=True).start()
code = server.wait()
end("SIGKILL")
sys.exit(code if code >= 0 else 1)

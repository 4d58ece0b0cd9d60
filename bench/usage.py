"""Runs a Python script, and tells on file descriptor 3, when it ends, what the process has used (as usage.mjs does)."""

import atexit
import json
import os
import resource
import runpy
import sys


def tell():
    used = resource.getrusage(resource.RUSAGE_SELF)
    told = {"cpuSeconds": used.ru_utime + used.ru_stime, "megabytes": used.ru_maxrss / 1024}
    os.write(3, json.dumps(told).encode())


atexit.register(tell)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")

"""The child that serves a GGUF file; run as a program, it imports nothing of this package.

Reads one line of JSON on standard input, writes its address on standard
output, and ends as soon as standard input does.
"""

import json
import os
import sys


def main() -> None:
    """Serve until standard input ends."""
    import xllamacpp

    order = json.loads(sys.stdin.readline())
    params = xllamacpp.CommonParams()
    params.model.path = order["path"]
    params.n_parallel = 2  # the page gives two answers at a time
    params.n_ctx = params.n_parallel * order["context"]
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [order["key"]]
    params.ui = params.endpoint_slots = params.endpoint_metrics = params.warmup = False
    params.verbosity = 0
    for processors in (params.cpuparams, params.cpuparams_batch):
        # llama.cpp's threads wait by spinning: beside the encoder all cores are slower than half of them
        processors.n_threads = order["threads"] or max(1, (os.cpu_count() or 1) // 2)
    server = xllamacpp.Server(params)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()
    os._exit(0)  # its threads do not end by themselves


if __name__ == "__main__":
    main()

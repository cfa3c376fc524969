"""Wijkwijzer: answers in literal Dutch quotes, with the passage that each one rests on.

The two variables below are set before any library can read them: with them,
nothing in this process looks up a host outside the machine.
"""

import os

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
# The tokenizer's own threads bring nothing beside torch's and warn after a fork.
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
# OMP_WAIT_POLICY is left to the user: PASSIVE keeps a question quick beside other heavy work (19 ms against
# 629 at a load of 5), but doubles it on a quiet machine (23 ms against 11), which is the usual one.

__version__ = "0.1.0"

"""Whether text recognition can be done here, and in Dutch."""

import importlib.util
import shutil
import subprocess
from functools import lru_cache

INSTALL = "installeer tesseract-ocr en tesseract-ocr-nld (apt install tesseract-ocr tesseract-ocr-nld)"
PACKAGE = "installeer ook het onderdeel voor tekstherkenning (pip install 'wijkwijzer[ocr]')"
LANGUAGE = "nld"


@lru_cache(maxsize=1)
def recognition_problem() -> str:
    """What to install before scans can be read, in Dutch; "" when they can."""
    program = shutil.which("tesseract")
    if program is None:
        return INSTALL
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.SubprocessError):
        return INSTALL
    if LANGUAGE not in listed.stdout.split():
        return INSTALL
    return "" if importlib.util.find_spec("pytesseract") else PACKAGE

"""``python -m assistant.cli``."""

from assistant.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())

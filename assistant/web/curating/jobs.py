"""Work that takes longer than a request: in a thread of its own, looked at until it is done.

What a job will do again after a failure is kept with it, so that nobody has to
send or type anything twice.
"""

import logging
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.errors import WijkwijzerError
from assistant.index.child import Progress
from assistant.keeping import Report
from assistant.web import words

KEPT = 30  # jobs that are over
KEPT_SECONDS = 3600.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """What to do, and how to show it: ``work`` gives the HTML of its result.

    ``typed`` shows a failure in the form with what was typed; without it the task can be tried again.
    ``done`` runs once nobody can try the task again.
    """

    title: str
    work: Callable[[Report], str]
    typed: Callable[[str], str] | None = None
    done: Callable[[], None] = lambda: None


@dataclass(slots=True)
class Job:
    """A task and how far it is; ``result`` and ``failure`` are empty while it runs."""

    token: str
    task: Task
    progress: Progress | None = None
    result: str = ""
    failure: str = ""
    started: float = field(default_factory=time.monotonic)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def runs(self) -> bool:
        """Whether it is still at work."""
        return not self.result and not self.failure


def _nothing(_: Report) -> str:
    return ""


class Jobs:
    """The jobs of everybody who uses the page, by a token that cannot be guessed."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()

    def start(self, task: Task) -> str:
        """Start working on ``task``; gives its token."""
        job = Job(secrets.token_urlsafe(16), task)
        with self._lock:
            self._forget_old()
            self._jobs[job.token] = job
        self._run(job)
        return job.token

    def find(self, token: str) -> Job | None:
        """The job of that token; None when it was forgotten."""
        return self._jobs.get(token)

    def again(self, token: str) -> bool:
        """Try a job that failed once more; False when there is nothing to try."""
        job = self.find(token)
        if job is None:
            return False
        with job.lock:
            if not job.failure:
                return False
            job.failure, job.progress = "", None
        self._run(job)
        return True

    def busy(self) -> bool:
        """Whether a change of the sources is under way."""
        with self._lock:
            return any(job.runs for job in self._jobs.values())

    def close(self) -> None:
        """Let go of everything that was kept for another try."""
        with self._lock:
            for job in self._jobs.values():
                job.task.done()
            self._jobs.clear()

    def _run(self, job: Job) -> None:
        threading.Thread(target=self._work, args=(job,), name="wijkwijzer-bronnen", daemon=True).start()

    def _work(self, job: Job) -> None:
        def report(step: Progress) -> None:
            job.progress = step

        try:
            result = job.task.work(report)
            job.task.done()
            job.task = Task(job.task.title, _nothing)  # what it worked with may be personal
            job.result = result
        except WijkwijzerError as error:
            self._fail(job, str(error))
        except Exception:
            log.exception("a change of the sources failed")
            self._fail(job, words.CHANGE_FAILED)

    def _fail(self, job: Job, why: str) -> None:
        """Keep the job for another try, but not for ever: what was sent for it lies on the disk."""
        later = threading.Timer(max(0.0, job.started + KEPT_SECONDS - time.monotonic()) + 0.1, self._forget)
        later.daemon = True
        later.start()
        job.failure = why

    def _forget(self) -> None:
        with self._lock:
            self._forget_old()

    def _forget_old(self) -> None:
        over = [job for job in self._jobs.values() if not job.runs]
        late = time.monotonic() - KEPT_SECONDS
        for place, job in enumerate(over):
            if job.started < late or place < len(over) - KEPT:
                job.task.done()
                del self._jobs[job.token]

"""Measures on a question set, for a curator: how good are the answers, what went wrong, and what changed.

``questions`` reads a set, ``run`` asks it, ``measures`` counts, ``verdicts`` says
per question what went wrong, ``table`` and ``report`` show that, and ``stored``
and ``comparison`` set a run beside an earlier one.
"""

from assistant.evaluation.comparison import Comparison, check_comparable, compare
from assistant.evaluation.measures import Evaluation, Outcome
from assistant.evaluation.questions import EvaluationQuestion, read_questions
from assistant.evaluation.report import report_text
from assistant.evaluation.run import evaluate
from assistant.evaluation.stored import StoredRun, read_run, run_text
from assistant.evaluation.table import comparison_table, measures_table
from assistant.evaluation.writing import check_writable, write_text

__all__ = [
    "Comparison",
    "Evaluation",
    "EvaluationQuestion",
    "Outcome",
    "StoredRun",
    "check_comparable",
    "check_writable",
    "compare",
    "comparison_table",
    "evaluate",
    "measures_table",
    "read_questions",
    "read_run",
    "report_text",
    "run_text",
    "write_text",
]

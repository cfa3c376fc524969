"""Personal data in Dutch texts: found, masked, and kept out of questions.

``findings`` says what there is to find, ``folding`` makes a text plain enough
for patterns, ``context`` looks around a number, the modules beside them find
one or two sorts each, ``finding`` puts these together and ``questions`` judges
a question. Nothing here logs, stores or sends what it reads.
"""

from assistant.privacy.finding import find
from assistant.privacy.findings import Finding, Sort, masked
from assistant.privacy.questions import QuestionProblem, question_problem

__all__ = ["Finding", "QuestionProblem", "Sort", "find", "masked", "question_problem"]

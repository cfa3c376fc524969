"""From evidence to an answer in a language model's words, or back to the quotes when that cannot be.

Only sentences that were checked are ever given out, the first as soon as the
model has finished it. The quotes are ready before the model is asked, so that
whatever it does there is an answer.
"""

import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace

from assistant.dutch.counting import counted
from assistant.errors import EncoderError, ModelError
from assistant.models import ChatModel, Message
from assistant.models.failures import LATE, SILENT, TOO_LONG
from assistant.prompts import OF_AUDIENCE, Prompt, PromptName
from assistant.reader.wording import plain_text
from assistant.types import Answer, Evidence, Mode, Status, Style, Turn, Writing
from assistant.writer.checks import Checks
from assistant.writer.cleaning import as_data, on_one_line
from assistant.writer.cutting import Cutter
from assistant.writer.sending import Parcel, conversation, may_be_sent, new_mark, parcel, tokens
from assistant.writer.standing_alone import its_words_come_from
from assistant.writer.tale import Tale

QUOTES_INSTEAD = "daarom zie je letterlijke citaten"
WITH_NOTES = ", ook uit praktijknotities die op deze computer blijven"
TOO_LITTLE = "van wat het taalmodel schreef, staat te weinig in de bronnen"
DECLINED = "het taalmodel vond geen antwoord in de bronnen"
ONLY_HERE = "hierover staat alleen iets in praktijknotities, en die leest het taalmodel niet"
UNCHECKED = "de controle van zinnen werkt niet (installeer Wijkwijzer opnieuw: make run)"
NOT_PLAINER = "De tekst in eenvoudige taal klopte niet met de bronnen; daarom zie je de gewone tekst."
_TEMPLATE_TOKENS = 64  # what a chat format adds
_QUESTION = 2000  # characters
SLACK_SECONDS = 3.0  # for a sentence, over the wait for a word


class Patience:
    """A bound on the time between two sentences that can be shown: a model may also talk for ever."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds + SLACK_SECONDS
        self.renew()

    def renew(self) -> None:
        """Something came."""
        self._since = time.monotonic()

    @property
    def is_over(self) -> bool:
        """Whether it takes too long."""
        return time.monotonic() - self._since > self._seconds

    def check(self) -> None:
        """ModelError when it takes too long."""
        if self.is_over:
            raise ModelError(LATE)


class Writer:
    """Tells answers from evidence. Safe to share between threads."""

    def __init__(self, model: ChatModel, checks: Checks, prompts: Mapping[PromptName, Prompt]) -> None:
        self._model, self._checks, self._prompts = model, checks, prompts

    @property
    def writing(self) -> Writing:
        """The model's name, and where it is."""
        return self._model.writing

    def close(self) -> None:
        """Let go of the model."""
        self._model.close()

    def tell(self, quoted: Answer, evidence: Sequence[Evidence], style: Style, compares: bool) -> Iterator[Answer]:
        """Ever fuller answers; the same one again while the model is silent, and the whole one at the end.

        quoted: the answer in citaatmodus, which takes the place of one that cannot be used.
        """
        name = PromptName.COMPARISON if compares else OF_AUDIENCE[style.audience]
        mark = new_mark()
        asked = {"vraag": on_one_line(quoted.query, _QUESTION), "merk": mark}
        sent = self._parcel(name, asked, evidence, mark)
        if not sent.evidence:
            yield self._instead(quoted, ONLY_HERE if sent.kept_here else TOO_LONG)
            return
        tale = self._tale(name, asked, sent)
        try:
            yield from self._told(quoted, tale, self._messages(name, asked, sent))
        except ModelError as error:
            yield self._instead(quoted, str(error), tale)
            return
        except EncoderError:
            yield self._instead(quoted, UNCHECKED)
            return
        if not tale.is_usable:
            yield self._instead(quoted, _why_not(tale), tale)
            return
        remark = _unread(sent)
        if style.plain:
            tale, said = yield from self._plainer(quoted, tale, mark)
            remark = " ".join(filter(None, (said, remark)))
        yield replace(_answer(quoted, tale), remark=remark)

    def standalone(self, question: str, turns: Sequence[Turn], by_rules: str) -> Iterator[str]:
        """ "" while the model is silent, and last the question as it stands alone: the rules' where its own is no good.

        ModelError when the model does not work: it need not be asked again.
        """
        mark = new_mark()
        asked = {"vraag": on_one_line(question, _QUESTION), "gesprek": conversation(turns), "merk": mark}
        written = ""
        with closing(self._model.stream(self._prompts[PromptName.STANDALONE].render(asked))) as pieces:
            patience = Patience(self._model.seconds)
            for piece in pieces:
                patience.check()
                written += piece
                if not piece:
                    yield ""
                if len(written) > _QUESTION or "\n" in written.strip():
                    break
        found = on_one_line(written.strip().partition("\n")[0], _QUESTION).strip(" \"'“”‘’-")
        yield found if its_words_come_from(found, question, by_rules, turns) else by_rules

    def _told(self, quoted: Answer, tale: Tale, messages: Sequence[Message]) -> Iterator[Answer]:
        cutter, patience = Cutter(), Patience(self._model.seconds)
        shown = _answer(quoted, tale)
        yield shown
        with closing(self._model.stream(messages)) as pieces:
            for turn, text in enumerate(pieces):
                if not turn:
                    self._checks.prepare(tale.checkable)  # while the model reads
                for piece in cutter.feed(text):
                    if tale.add(piece):
                        patience.renew()
                        shown = _answer(quoted, tale)
                        yield shown
                if tale.is_over or (tale.is_usable and patience.is_over):
                    break
                patience.check()
                if not text:
                    yield shown
            else:
                for piece in cutter.finish():
                    tale.add(piece)
        tale.end()

    def _plainer(self, quoted: Answer, tale: Tale, mark: str) -> Generator[Answer, None, tuple[Tale, str]]:
        """The tale again in plain language, checked in the same way; the first one, and why, where that fails."""
        shown = _answer(quoted, tale)
        asked = {"antwoord": as_data(shown.text), "merk": mark}
        sent = self._parcel(PromptName.PLAIN, asked, tale.used, mark)
        plainer = self._tale(PromptName.PLAIN, asked, sent)
        try:
            for _ in self._told(quoted, plainer, self._messages(PromptName.PLAIN, asked, sent)):
                yield shown
        except ModelError:
            return tale, NOT_PLAINER
        if not plainer.kept or plainer.refused * 2 > plainer.kept:
            return tale, NOT_PLAINER
        plainer.withheld = [*tale.withheld, *plainer.withheld]
        return plainer, ""

    def _instead(self, quoted: Answer, reason: str, tale: Tale | None = None) -> Answer:
        stays = any(not may_be_sent(entry, self.writing) for entry in quoted.evidence)
        remark = instead(reason, WITH_NOTES if stays else "")
        return replace(quoted, remark=remark, withheld=tuple(tale.withheld) if tale else ())

    def _parcel(self, name: PromptName, asked: Mapping[str, str], evidence: Sequence[Evidence], mark: str) -> Parcel:
        bare = sum(tokens(text) for _, text in self._prompts[name].render({**asked, "bronnen": ""}))
        room = self._model.context - self._model.answer_tokens - bare - _TEMPLATE_TOKENS
        return parcel(evidence, self._model.writing, room, mark)

    def _tale(self, name: PromptName, asked: Mapping[str, str], sent: Parcel) -> Tale:
        prompt = self._prompts[name].render({**asked, "bronnen": "", "vraag": "", "antwoord": ""})
        return Tale(self._checks, sent.evidence, "\n".join(text for _, text in prompt), self._model.secret)

    def _messages(self, name: PromptName, asked: Mapping[str, str], sent: Parcel) -> tuple[Message, ...]:
        return self._prompts[name].render({**asked, "bronnen": sent.text})


def _answer(quoted: Answer, tale: Tale) -> Answer:
    sentences = tuple(tale.sentences)
    return replace(
        quoted,
        status=Status.ANSWERED,
        text=plain_text(sentences),
        sentences=sentences,
        evidence=tale.used,
        mode=Mode.TAALMODEL,
        nearest=(),
        withheld=tuple(tale.withheld),
    )


def instead(reason: str, more: str = "") -> str:
    """Why quotes take the model's place, as a sentence."""
    return f"{reason[:1].upper()}{reason[1:]}; {QUOTES_INSTEAD}{more}."


def _why_not(tale: Tale) -> str:
    if tale.declined and not tale.refused:
        return DECLINED
    return TOO_LITTLE if tale.kept + tale.refused else SILENT


def _unread(sent: Parcel) -> str:
    """What the model did not read, as a sentence; "" when it read all."""
    parts = []
    if sent.left_out:
        parts.append(f"{counted(sent.left_out, 'passage paste', 'passages pasten')} niet")
    if sent.kept_here:
        parts.append(
            f"{counted(sent.kept_here, 'praktijknotitie blijft', 'praktijknotities blijven')} op deze computer"
        )
    return f"Het taalmodel las niet alles: {' en '.join(parts)}." if parts else ""

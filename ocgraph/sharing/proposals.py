"""Reading what a reader of a shared page sends: bounded, strict, and every problem told at once.

Whoever holds a page may send anything. Nothing here obeys what is sent: HTML and formulas are
text, and whatever shows it writes it as text.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NoReturn

from ocgraph.errors import OcgraphError
from ocgraph.i18n import LANGUAGES, Label, explain, harmless, say
from ocgraph.model import Actor, ConcertationTable, ValueType, shared_fields
from ocgraph.model.checks import LONGEST_NAME
from ocgraph.model.personal import nature_of_text
from ocgraph.privacy.redaction import PREFIXES
from ocgraph.storage import Message, Proposal, ProposalKind

MOST_BYTES = 64 * 1024
MOST_PROPOSALS = 50
LONGEST_TEXT = 2_000
DEEPEST = 3
"""A message, its list, a proposal."""

VERSION = 1
_KIND_OF_FILE = "proposals"
_PAGE = re.compile(r"[0-9a-f]{32}")
_ID = re.compile(rf"[{''.join(PREFIXES.values())}][0-9]{{1,9}}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# To its end even where it has none: what is searched again from each quote takes too long.
_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"?', re.S)
_ENTITY_OF = {prefix: entity for entity, prefix in PREFIXES.items()}
_SHOWN_LETTERS, _SHOWN_NAMES = 40, 5

_OF_MESSAGE = {"ocgraph": str, "version": int, "page": str, "language": str, "made_on": str,
               "from": str, "proposals": list}
_OF_PROPOSAL = dict.fromkeys(("kind", "about", "field", "with", "with_name", "text"), str)
_MAY_HOLD = {
    ProposalKind.CORRECTION: {"kind", "about", "field", "text"},
    ProposalKind.PARTNERSHIP: {"kind", "about", "with", "with_name", "text"},
    ProposalKind.REMOVAL: {"kind", "about", "text"},
    ProposalKind.REMARK: {"kind", "about", "text"}}
_LIMITS = {"text": LONGEST_TEXT, "with_name": LONGEST_NAME}

Facts = Mapping[str, Any]
Problems = Iterator[OcgraphError]


class MessageRefusedError(OcgraphError):
    """A message that is not read, none of it.

    Attributes
    ----------
    problems
        Everything that is wrong with it.
    """

    def __init__(self, problems: tuple[OcgraphError, ...]) -> None:
        super().__init__("proposal.refused", problems=Label(
            *(" ".join(explain(problem, language) for problem in problems)
              for language in LANGUAGES)))
        self.problems = problems


def read_message(content: bytes) -> Message:
    """Return what a message says.

    Parameters
    ----------
    content
        JSON in UTF-8: what the page sends, or the small file that a reader sends back.

    Raises
    ------
    MessageRefusedError
        With every problem found, in words.
    """
    facts = _json(content)
    problems = list(_problems_of_message(facts))
    if problems:
        raise MessageRefusedError(tuple(problems))
    return Message(facts["page"], facts["language"],
                   datetime.date.fromisoformat(facts["made_on"]), facts.get("from", ""),
                   tuple(map(_proposal, facts["proposals"])))


def _proposal(facts: Facts) -> Proposal:
    return Proposal(ProposalKind(facts["kind"]), facts.get("about", ""),
                    facts.get("text", "").strip(), facts.get("field", ""), facts.get("with", ""),
                    facts.get("with_name", "").strip())


def _refuse(code: str, **params: object) -> NoReturn:
    raise MessageRefusedError((OcgraphError(code, **params),))


def _json(content: bytes) -> Facts:
    """Return the object that a message is, bounded before it is parsed."""
    if len(content) > MOST_BYTES:
        _refuse("proposal.too_large", limit=MOST_BYTES // 1024)
    try:
        text = content.decode("utf-8")
        if _depth(text) > DEEPEST:
            _refuse("proposal.too_deep")
        facts = json.loads(text, object_pairs_hook=_told_once, parse_constant=_no_number)
    except ValueError:
        _refuse("proposal.not_json")
    if not isinstance(facts, dict) or facts.get("ocgraph") != _KIND_OF_FILE:
        _refuse("proposal.not_proposals")
    version = facts.get("version")
    if type(version) is int and version > VERSION:
        _refuse("proposal.newer")
    return facts


def _depth(text: str) -> int:
    """Return how deep brackets go, those in strings left out."""
    deepest = depth = 0
    for mark in re.findall(r"[\[\]{}]", _STRINGS.sub("", text)):
        depth += 1 if mark in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _told_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    facts = dict(pairs)
    if len(facts) < len(pairs):
        raise ValueError("twice")
    return facts


def _no_number(_found: str) -> NoReturn:
    raise ValueError("not a number")


def _problems_of_message(facts: Facts) -> Problems:
    told = partial(_problem, Label(*(
        say(language, "proposal.of_message") for language in LANGUAGES)))
    yield from _wrong_names(facts, _OF_MESSAGE, set(_OF_MESSAGE) - {"from"}, told)
    yield from _wrong_values(facts, told)
    given = facts.get("proposals")
    if not isinstance(given, list):
        return
    if not given:
        yield told("none")
    if len(given) > MOST_PROPOSALS:
        yield told("too_many", n=MOST_PROPOSALS)
        return
    for number, each in enumerate(given, start=1):
        yield from _problems_of_proposal(each, Label(*(
            say(language, "proposal.of_one", n=number) for language in LANGUAGES)))


def _wrong_values(facts: Facts, told: Callable[..., OcgraphError]) -> Problems:
    """Yield what is wrong with the page, the day, the language, and whom it is from."""
    checks: dict[str, Callable[[Any], bool]] = {
        "version": lambda found: type(found) is not int or found == VERSION,
        "page": lambda found: _is(_PAGE, found), "made_on": _is_day,
        "language": lambda found: found in LANGUAGES,
        "from": lambda found: found == "" or _is(_ID, found)}
    for name, is_right in checks.items():
        found = facts.get(name)
        if isinstance(found, _OF_MESSAGE[name]) and not is_right(found):
            yield told("bad_value", name=_named(name), found=_shown(str(found)))


def _problems_of_proposal(facts: Any, where: Label) -> Problems:
    told = partial(_problem, where)
    if not isinstance(facts, dict):
        yield told("wrong_type", name=_named("proposals"))
        return
    kind = facts.get("kind")
    if not isinstance(kind, str) or kind not in set(ProposalKind):
        yield told("unknown_kind", found=_shown(kind if isinstance(kind, str) else ""))
        return
    known = {name: _OF_PROPOSAL[name] for name in _OF_PROPOSAL if name in _MAY_HOLD[kind]}
    wrong = list(_wrong_names(facts, known, {"kind"}, told))
    yield from wrong
    texts = {name: found for name, found in facts.items()
             if name in known and isinstance(found, str)}
    yield from _wrong_texts(texts, told)
    yield from _wrong_ids(texts, told)
    if not wrong:
        yield from _nothing_said(ProposalKind(kind), texts, told)


def _wrong_names(facts: Facts, known: Mapping[str, type], needed: set[str],
                 told: Callable[..., OcgraphError]) -> Problems:
    """Yield what is there and is not known, is not and is needed, or is of another type."""
    if unknown := [name for name in facts if name not in known]:
        yield told("unknown_name", names=", ".join(map(_shown, unknown[:_SHOWN_NAMES])))
    for name in known:
        if name not in facts:
            if name in needed:
                yield told("missing", name=_named(name))
        elif type(facts[name]) is not known[name]:
            yield told("wrong_type", name=_named(name))


def _wrong_texts(texts: Mapping[str, str], told: Callable[..., OcgraphError]) -> Problems:
    for name, limit in _LIMITS.items():
        text = texts.get(name, "")
        # A text may have lines; nothing else that a screen or a document would obey.
        lines = text.split("\n") if name == "text" else [text]
        if len(text) > limit:
            yield told("too_long", name=_named(name), n=limit)
        elif any(harmless(line) != line for line in lines):
            yield told("control", name=_named(name))
        elif nature_of_text(text):
            yield told("personal", name=_named(name))


def _wrong_ids(texts: Mapping[str, str], told: Callable[..., OcgraphError]) -> Problems:
    for name in ("about", "with"):
        if texts.get(name) and not _is(_ID, texts[name]):
            yield told("bad_value", name=_named(name), found=_shown(texts[name]))
    field, about = texts.get("field"), texts.get("about", "")
    if field and field not in correctable(about):
        yield told("unknown_field", found=_shown(field))


def _nothing_said(kind: ProposalKind, texts: Mapping[str, str],
                  told: Callable[..., OcgraphError]) -> Problems:
    """Yield what a proposal of its kind cannot do without."""
    said = {name for name, text in texts.items() if text.strip()}
    if kind is not ProposalKind.REMARK and "about" not in said:
        yield told("about_missing")
    if kind in (ProposalKind.CORRECTION, ProposalKind.REMARK) and "text" not in said:
        yield told("text_missing")
    if kind is ProposalKind.PARTNERSHIP:
        if not said & {"with", "with_name"}:
            yield told("with_missing")
        if texts.get("with") and texts["with"] == texts.get("about"):
            yield told("with_itself")


def correctable(page_id: str) -> tuple[str, ...]:
    """Return the names of the fields that may be corrected of what bears an identifier of a page.

    They are those shown, identifiers apart; both kinds of record have some when it bears none.
    """
    entities = [_ENTITY_OF[page_id[0]]] if page_id[:1] in _ENTITY_OF else [Actor, ConcertationTable]
    return tuple(field.name for entity in entities for field in shared_fields(entity)
                 if field.value_type is not ValueType.IDENTIFIER)


def _is(shape: re.Pattern[str], found: str) -> bool:
    return shape.fullmatch(found) is not None


def _is_day(found: str) -> bool:
    if not _is(_DAY, found):
        return False
    try:
        datetime.date.fromisoformat(found)
    except ValueError:
        return False
    return True


def _shown(found: str) -> str:
    return harmless(found)[:_SHOWN_LETTERS]


def _named(name: str) -> Label:
    return Label(*(say(language, f"proposal.name.{name}") for language in LANGUAGES))


def _problem(where: Label, code: str, **params: object) -> OcgraphError:
    return OcgraphError(f"proposal.{code}", where=where, **params)

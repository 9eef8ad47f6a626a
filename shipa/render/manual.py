"""Manual pages of rules, and the list of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shipa.render.text import plain
from shipa.rule import Rule


def page(rule: Rule) -> Iterator[str]:
    """Yield the manual page of a rule, headed by its code, name and weight."""
    yield f"{rule.code} {rule.name} ({rule.severity})\n\n"
    for line in rule.manual.splitlines():
        yield plain(line) + "\n"


def listed(rules: Iterable[Rule]) -> Iterator[str]:
    """Yield a line a rule: code, weight, what it says."""
    for rule in rules:
        yield f"{rule.code}  {rule.severity:<7}  {rule.summary}\n"

"""Rules with a code, a weight and a manual page: what ``audit`` and ``check`` look for, and ``explain`` prints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shipa.errors import UnknownNameError, quoted
from shipa.findings import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule; ``page`` is its manual page as it stands in the code: what, why, fix, what passes and what fails."""

    code: str
    name: str
    severity: Severity
    page: str

    @property
    def summary(self) -> str:
        """The first sentence of the manual page."""
        return self.manual.partition("\n")[0]

    @property
    def manual(self) -> str:
        """The manual page without the indentation that it has in the code."""
        lines = self.page.removeprefix(f"{self.code}: ").expandtabs().splitlines()
        depths = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
        depth = min(depths, default=0)
        summary = lines[0].strip()
        return (
            "\n".join([summary[:1].upper() + summary[1:], *(line[depth:].rstrip() for line in lines[1:])]).strip()
            + "\n"
        )


def rule_named(rules: Iterable[Rule], code: str) -> Rule:
    """Return the rule with this code or name, in any case. Raises UnknownNameError."""
    known = tuple(rules)
    for rule in known:
        if code.casefold() in {rule.code.casefold(), rule.name.casefold()}:
            return rule
    families = ", ".join(sorted({rule.code[:2] + "…" for rule in known}))
    raise UnknownNameError(f"no rule is called {quoted(code)}; there are {families}, see `shipa explain`")

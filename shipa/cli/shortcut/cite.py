"""The plain form of ``cite``: sources, and those that the figures of one indicator rest on, in any style."""

from __future__ import annotations

from shipa.cite import access
from shipa.cli.shortcut.form import OtherFormError, parsed, years
from shipa.cli.shortcut.lookup import id_of, index_of, selected, series_of
from shipa.names import folded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shipa.cli.shortcut.form import Answer
    from shipa.index.file import Index


def plain(arguments: Sequence[str], environ: Mapping[str, str]) -> Answer:
    """Return the citations, each once, in the order in which the figures rest on them."""
    words, options = parsed(arguments, ("--years", "--style", "--format", "--lang", "--facts"))
    if options.get("--format", "text") != "text" or options.get("--lang", "en") not in {"en", "zh"}:
        raise OtherFormError
    selection = years(options)
    index = index_of(options, environ)
    sources = [word for word in words if index.get("source:", word) is not None]
    names = [word for word in words if word not in sources]
    cited: list[str] = []
    if len(names) == 1:
        _, rows = series_of(index, _id(index, names[0]), "")
        cited = [row.source for row in selected(rows, selection)]
    elif names or selection or not sources:
        raise OtherFormError  # several names may be one, or a number
    return _entries(index, dict.fromkeys(cited + sources), options.get("--style", "plain"))


def _entries(index: Index, ids: Iterable[str], style: str) -> Answer:
    """Return the citations in the order of the style. Where it would tell some apart by letters, that is not plain."""
    cited = [(index.get("cited:", id_).get(style), id_) for id_ in ids]
    if not cited or not all(citation for citation, _ in cited):
        raise OtherFormError
    kin = [alike for (_, _, alike, _), _ in cited if alike]
    if len(set(kin)) < len(kin):
        raise OtherFormError
    undated = [id_ for (*_, is_undated), id_ in cited if is_undated]
    if cited[0][0][1]:
        cited.sort(key=lambda one: one[0][1])
    return [text for (text, *_), _ in cited], access.wanted(style, undated)


def _id(index: Index, name: str) -> str:
    """Return the id of an indicator whose name is not a number, which would be cited itself."""
    id_ = id_of(index, name)
    if index.get("number:", folded(name)) or (name != id_ and any(one.isdigit() for one in name)):
        raise OtherFormError
    return id_

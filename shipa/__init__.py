"""Look up sourced facts, with the changes computed on the fly.

As a library: ``load`` gives the facts, ``Checker`` and ``check_text`` judge the numbers of a text by them. Values are
frozen and nothing is printed; all of them can be pickled, so that many drafts may be checked in many processes. What a
program does not ask for is not imported.
"""

__version__ = "0.1.0"
__all__ = ["Checker", "FactBase", "Report", "ShipaError", "__version__", "check_text", "load"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shipa.api import Checker, FactBase, Report, ShipaError, check_text, load


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'shipa' has no attribute '{name}'")
    from shipa import api  # noqa: PLC0415 - the command line wants none of it

    return getattr(api, name)

"""The files of the pack that ships, where shipa is a single executable and has no folder to keep them in.

The builder of the executable fills them in; elsewhere there are none here, and the pack is a folder beside the modules.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = "<shipa>"  # no folder that anybody has: it only stands for the pack in messages
FILES: Mapping[str, bytes] = {}
INDEX = b""  # compiled from these files

"""Keep what people wrote into the slots of the drafts before, so that nobody types it twice."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.commands.office import Office
from reporting.documents.slots import carry_over
from reporting.model.errors import UnreadableFile


def with_peoples_text(office: Office, path: str, made: bytes, before: Sequence[bytes]) -> bytes:
    """Give a new draft with what was written into earlier ones, and tell what came along and what did not."""
    try:
        carried = carry_over(made, before)
    except UnreadableFile:
        office.say(f"人工改过的“{path}”打不开，其中填写的内容没能带入新稿；请用 Word 打开后另存一次再运行")
        return made
    for names, told in (
        (carried.filled, f"中人工填写的文字已带入“{path}”的新稿"),
        (carried.lacking, "中的图片没有带入新稿，请从原稿复制"),
        (carried.lost, "的填写控件在改过的稿子里找不到了（有的软件保存时会丢掉），写在那里的文字请自己复制到新稿"),
    ):
        if names:
            office.say(f"{'、'.join(f'“{name}”' for name in names)}{told}")
    return carried.content

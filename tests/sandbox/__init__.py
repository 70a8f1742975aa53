"""The stand-in for Telegram; beside it aiogram, whose types are built when each is first used.

aiogram builds all of them when it is loaded, and hardly any is ever asked: four seconds of every process.
"""

from typing import Any, Literal, Optional, Union
from unittest.mock import patch

from pydantic import BaseModel

with patch.object(BaseModel, "model_rebuild"):
    import aiogram.methods
    import aiogram.types

from aiogram.client.default import Default
from aiogram.methods.base import Response, TelegramMethod
from aiogram.types.base import TelegramObject

# What aiogram itself builds them with.
_NAMES = {
    "List": list,
    "Optional": Optional,
    "Union": Union,
    "Literal": Literal,
    "Default": Default,
    **{name: getattr(aiogram.types, name) for name in aiogram.types.__all__},
}


_rebuild: Any = BaseModel.__dict__["model_rebuild"]


def _build(kind: type[BaseModel], /, **options: Any) -> Any:
    return _rebuild.__get__(None, kind)(**options | {"_types_namespace": _NAMES})


for _kind in (TelegramObject, TelegramMethod, Response):
    _kind.model_rebuild = classmethod(_build)  # type: ignore[assignment]

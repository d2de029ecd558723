"""The rooms of the house and their order, read from the import contracts."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

SOURCE: Path = settings.SOURCE
PROJECT: Path = settings.PROJECT


@cache
def _layers() -> dict[str, list[list[str]]]:
    """Return, per container, its layers from the highest; each is a list of names side by side."""
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    contracts = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    return {
        contract["containers"][0]: [re.findall(r"\w+", layer) for layer in contract["layers"]]
        for contract in contracts
        if contract["type"] == "layers" and contract.get("exhaustive")
    }


def rooms() -> Iterator[str]:
    """Yield every room there is, as `floor.room`; kit is a room too."""
    yield "kit"
    for floor in _layers():
        folder = SOURCE / floor.removeprefix("samspil").removeprefix(".")
        if floor != "samspil":
            yield from (
                f"{folder.name}.{room.name}"
                for room in sorted(folder.iterdir())
                if (room / "__init__.py").exists()
            )


def room_of(module: str) -> str:
    """Return the room of a module of ours, or nothing."""
    parts = module.split(".")
    if parts[0] != "samspil":
        return ""
    return parts[1] if parts[1] in {"kit", "config"} else ".".join(parts[1:3])


def height(room: str) -> tuple[int, int]:
    """Return how high a room lies: its floor, then its layer on that floor."""
    floor, _dot, name = room.partition(".")
    return (_level("samspil", floor), _level(f"samspil.{floor}", name) if name else 0)


def _level(container: str, name: str) -> int:
    layers = _layers()[container]
    return next(len(layers) - number for number, names in enumerate(layers) if name in names)


def may_point(room: str, to: str) -> bool:
    """Tell whether an arrow from one room to another goes down or stays."""
    return room == to or height(room) > height(to)


def folder_of(room: str) -> Path:
    """Return the folder of a room."""
    return SOURCE.joinpath(*room.split("."))

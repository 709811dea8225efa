"""Who may read and who may change the archive, where others can reach it: tokens, sessions, and forms of our own."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from quoth.errors import ServerError, one_line

Role = Literal["reader", "editor"]
ROLES: tuple[Role, ...] = ("reader", "editor")
_LASTS = 30 * 24 * 3600  # seconds of a session


@dataclass(frozen=True, slots=True)
class Keys:
    """What sessions and forms are signed with, and the hashes of the tokens; none where no token is asked for."""

    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    hashes: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def asked(self) -> bool:
        """Whether a token is asked for."""
        return bool(self.hashes)

    def role(self, token: str) -> Role | None:
        """Whose token it is."""
        given = _hash(token)
        found = [role for role in ROLES if hmac.compare_digest(self.hashes.get(role, ""), given)]
        return found[-1] if found else None

    def session(self, role: Role) -> str:
        """A cookie that stands for a role for a while."""
        told = f"{role}.{int(time.time()) + _LASTS}"
        return f"{told}.{self.signed(told)}"

    def role_of(self, session: str) -> Role | None:
        """The role that a cookie of ours stands for."""
        told, _, signed = session.rpartition(".")
        role, _, until = told.partition(".")
        if not hmac.compare_digest(self.signed(told).encode(), signed.encode("utf-8", "replace")):
            return None
        return role if role in ROLES and int(until) > time.time() else None

    def signed(self, text: str) -> str:
        """What only this server can say of a text."""
        return hmac.new(self.secret, text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def kept(archive: Path) -> tuple[Keys, Mapping[str, str]]:
    """The keys beside an archive, and the tokens themselves where they were made just now. ServerError."""
    path = archive.with_name(f"{archive.name}.tokens")
    try:
        if path.exists():
            return _read(path), {}
        return _made(path)
    except OSError as error:
        reason = error.strerror or error
        raise ServerError(one_line(f"{path}: tokens cannot be kept there ({reason}); check the folder")) from None


def _made(path: Path) -> tuple[Keys, Mapping[str, str]]:
    tokens: dict[str, str] = {role: secrets.token_urlsafe(24) for role in ROLES}
    keys = Keys(hashes={role: _hash(token) for role, token in tokens.items()})
    # For its owner only, and never over a file that somebody has made meanwhile.
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        json.dump({"secret": keys.secret.hex(), **keys.hashes}, out)
    return keys, tokens


def _read(path: Path) -> Keys:
    try:
        value = json.loads(path.read_text("utf-8"))
        return Keys(bytes.fromhex(value["secret"]), {role: str(value[role]) for role in ROLES})
    except (ValueError, KeyError, TypeError):
        raise ServerError(one_line(f"{path}: holds no tokens of quoth; delete it to get new ones")) from None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()

"""Python environments of the peers, made from their lock files when first needed."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


class Unavailable(Exception):
    """A peer cannot be installed here; the message says why."""


def lock_file(peer: str) -> Path:
    return HERE / f"requirements-{peer}.lock"


def lock_fingerprint(peer: str) -> str:
    """SHA-256 of the pinned packages: another version of anything is another result."""
    return hashlib.sha256(lock_file(peer).read_bytes()).hexdigest()


def version_of(package: str, peer: str) -> str:
    """The pinned version of a package."""
    for line in lock_file(peer).read_text().splitlines():
        if line.lower().startswith(f"{package}=="):
            return line.split("==")[1].strip()
    raise ValueError(f"{lock_file(peer)}: {package} is not pinned. Maybe freeze the environment again.")


def python_of(peer: str, environments: Path) -> Path:
    """The interpreter of a peer's environment, installed first where missing.

    Raises:
        Unavailable: where the packages cannot be had
    """
    folder = environments / peer
    python, stamp = folder / "bin" / "python", folder / "installed.txt"
    if stamp.is_file() and stamp.read_text().strip() == lock_fingerprint(peer):
        return python
    print(f"installing {peer} into {folder} ...", file=sys.stderr, flush=True)
    for command in ([sys.executable, "-m", "venv", "--clear", str(folder)],
                    [str(python), "-m", "pip", "install", "-q", "--no-input", "--no-deps",
                     "-r", str(lock_file(peer))]):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise Unavailable(f"{peer} could not be installed: {last}. Maybe there is no network, or "
                              "no Python 3.11.")
    stamp.write_text(lock_fingerprint(peer) + "\n")
    return python

"""Which encoder a name means: the package's own, a folder, or a model of a hub."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from qa.index.encoder import DEFAULT, PACKAGE, WORDS, Encoder, StaticEncoder, fingerprint_of
from qa.model import QaError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer


def load_encoder(name: str | None = None) -> Encoder:
    """The encoder called ``name``; the package's own for ``None``.

    A folder is read without any network. Raises ``QaError`` where nothing by that name can
    be loaded.
    """
    if name is None or name == DEFAULT:
        return _default()
    folder = Path(name).expanduser()
    if (folder / WORDS).is_file():
        return StaticEncoder.load(folder, str(folder.resolve()))
    if folder.is_dir():
        os.environ["HF_HUB_OFFLINE"] = "1"  # a mistyped part fails at once, not after retries
        return SentenceEncoder(str(folder.resolve()), local=True)
    if folder.is_absolute() or name.startswith((".", "~")):
        raise QaError(f"没有编码器文件夹：{name}。请检查 --encoder 后的路径。")
    return SentenceEncoder(name, local=False)


def fingerprint_of_encoder(name: str | None = None) -> str:
    """The fingerprint of the encoder that ``load_encoder`` gives for ``name``, which is loaded
    only where nothing else tells it. Raises ``QaError`` as ``load_encoder`` does.
    """
    return default_fingerprint() if name in (None, DEFAULT) else load_encoder(name).fingerprint


def default_fingerprint() -> str:
    """The fingerprint of the package's own encoder, without loading it.

    Raises ``QaError`` where the package holds none.
    """
    try:
        return fingerprint_of(PACKAGE)
    except (OSError, ValueError, KeyError) as error:
        raise QaError(f"程序自带的编码器不完整：{PACKAGE}。请重新安装。") from error


@cache
def _default() -> StaticEncoder:
    return StaticEncoder.load(PACKAGE)


class SentenceEncoder:
    """Any sentence-transformers model. Importing it takes seconds: only whoever asks pays."""

    def __init__(self, name: str, *, local: bool) -> None:
        """The model called ``name``; where ``local``, the folder of that name, without a network.

        Raises ``QaError`` where it cannot be loaded or its vectors have no fixed length.
        """
        self.name = name
        self._model = _load(name, local)
        dimension = self._model.get_embedding_dimension()
        if dimension is None:
            raise QaError(f"编码器 {name} 没有固定的向量长度，不能用来建立索引。请换一个。")
        self.dimension: int = dimension
        self.fingerprint = _fingerprint(name, self._model, local)

    def encode(self, texts: Sequence[str], *, query: bool = False) -> NDArray[np.float32]:
        """See ``Encoder``; the model's own prompts for queries and documents are used."""
        import numpy as np

        encode = self._model.encode_query if query else self._model.encode_document
        vectors = encode(
            list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)


def _load(name: str, local: bool) -> SentenceTransformer:
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise QaError(
            f"用编码器 {name} 需要 sentence-transformers，但它装不上或没有装好（{error}）。"
        ) from error
    try:
        return SentenceTransformer(name, local_files_only=local, trust_remote_code=False)
    except Exception as error:  # each kind of model and network fails in its own class
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        remedy = "请检查文件夹的内容" if local else "请检查名称和网络，或给出一个本地文件夹"
        raise QaError(f"编码器 {name} 载入失败：{reason[:200]}。{remedy}。") from error


def _fingerprint(name: str, model: SentenceTransformer, local: bool) -> str:
    """Of a folder: the hash of its files. Of a hub's model: its name and revision."""
    digest = hashlib.sha256()
    if local:
        root = Path(name)
        for path in sorted(path for path in root.rglob("*") if path.is_file()):
            digest.update(path.relative_to(root).as_posix().encode())
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    else:
        revision = getattr(getattr(model[0], "auto_model", None), "config", None)
        digest.update(f"{name}@{getattr(revision, '_commit_hash', '')}".encode())
    return digest.hexdigest()

"""An optional second look: a cross-encoder reads query and passage together.

It is slow, and no part of the package: whoever has one names it. The first search still
decides which passages it gets to see.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qa.model import QaError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class Reranker:
    """A sentence-transformers ``CrossEncoder`` with one score a pair."""

    def __init__(self, name: str) -> None:
        """The model called ``name``: a folder, which is read without any network, or a hub's.

        Raises ``QaError`` where it cannot be loaded or is no model for ranking.
        """
        self.name = name
        self._model = _load(name)
        if self._model.num_labels != 1:
            raise QaError(f"重排模型 {name} 不是给一对文字打一个分的模型，不能用来重排：请换一个。")

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        """How well each of ``texts`` answers ``query``, from 0 to 1."""
        from torch.nn import Sigmoid

        pairs = [(query, text) for text in texts]
        found = self._model.predict(pairs, activation_fn=Sigmoid(), show_progress_bar=False)
        return [float(score) for score in found]


def _load(name: str) -> CrossEncoder:
    folder = Path(name).expanduser()
    local = folder.is_dir()
    if not local and (folder.is_absolute() or name.startswith((".", "~"))):
        raise QaError(f"没有重排模型的文件夹：{name}。请检查 --reranker 后的路径。")
    if local:
        os.environ["HF_HUB_OFFLINE"] = "1"  # a part that is missing fails at once
    try:
        from sentence_transformers import CrossEncoder

        where = str(folder.resolve()) if local else name
        model: CrossEncoder = CrossEncoder(where, local_files_only=local, trust_remote_code=False)
        return model
    except Exception as error:  # each kind of model and network fails in its own class
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        remedy = "请检查文件夹的内容" if local else "请检查名称和网络，或给出一个本地文件夹"
        raise QaError(f"重排模型 {name} 载入失败：{reason[:200]}。{remedy}。") from error

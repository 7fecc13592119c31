"""``qa train-encoder``: a static encoder out of disclosures."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from time import monotonic

from qa.cli import files
from qa.cli.commands import DONE
from qa.model import QaError
from qa.reason import reason_of


def train_encoder(arguments: Namespace) -> int:
    """Trains an encoder on every disclosure of some folders, for ``qa index --encoder``."""
    from qa.index.train import Material, Settings, read_all, train

    started = monotonic()
    settings = Settings()
    if arguments.seed is not None:
        settings = replace(settings, seed=arguments.seed)
    _make_folder(arguments.output)
    material = Material.of(read_all(arguments.corpora or [files.DEFAULT_CORPUS]))
    done = train(material, arguments.output, settings)
    print(
        f"编码器 {arguments.output}：{done.documents}份文件，{done.questions}个问题，"
        f"{done.spans}个片段，{done.tokens}个词向量，用时{monotonic() - started:.0f}秒。"
        f"用 qa index --encoder {arguments.output} 建立索引。"
    )
    return DONE


def _make_folder(path: Path) -> None:
    """Before the training, not after it. Raises ``QaError`` where it cannot be made."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise QaError(f"建不了文件夹 {path}（{reason_of(error)}）：请换一个 --output。") from error

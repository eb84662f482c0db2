"""The teacher: a BERT-type sentence model as ONNX, CLS pooling, normalised vectors."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

QUERY_PREFIX = "为这个句子生成表示以用于检索相关文章："


class Teacher:
    def __init__(self, folder: Path, threads: int = 2):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(str(folder / "model_quantized.onnx"), options)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(512)

    def encode(self, texts: list[str], batch: int = 128) -> np.ndarray:
        """One unit vector a text. Texts of one length go together, so nothing is padded: with a
        model quantised on the fly, padding would change the vectors."""
        ids = [encoding.ids for encoding in self.tokenizer.encode_batch(texts)]
        by_length: dict[int, list[int]] = {}
        for index, tokens in enumerate(ids):
            by_length.setdefault(len(tokens), []).append(index)
        vectors = np.zeros((len(texts), 512), np.float32)
        for length in sorted(by_length):
            rows = by_length[length]
            for start in range(0, len(rows), batch):
                part = rows[start : start + batch]
                tokens = np.array([ids[index] for index in part], np.int64)
                inputs = {
                    "input_ids": tokens,
                    "attention_mask": np.ones_like(tokens),
                    "token_type_ids": np.zeros_like(tokens),
                }
                vectors[part] = self.session.run(None, inputs)[0][:, 0]
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def latin_words(self) -> list[str]:
        """The whole Latin words of its vocabulary (wifi, app, qq): jieba's dictionary has next to none."""
        return sorted(word for word in self.tokenizer.get_vocab() if re.fullmatch("[a-z]{2,8}", word))

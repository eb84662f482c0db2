"""Writes the model directory that transformers.js and sentence-transformers' conventions expect."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from vocabulary import PAD, UNKNOWN, Vocabulary

LONGEST_TEXT = 8192  # words; there is no position, so only a guard


def quantize(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """8 bits and one scale a row. Where the whole row is zero so is its scale."""
    scale = (np.abs(rows).max(axis=1) / 127).astype(np.float32)
    return np.round(rows / np.maximum(scale, 1e-12)[:, None]).astype(np.int8), scale


def dequantize(table: np.ndarray, scale: np.ndarray) -> np.ndarray:
    return table.astype(np.float32) * scale[:, None]


def graph(table: np.ndarray, scale: np.ndarray, row_of: list[int]) -> onnx.ModelProto:
    """last_hidden_state = float(table[row]) * scale[row] with row = row_of[id], since misspellings share
    a row. Only the rows that a text needs leave 8 bits."""
    nodes = [
        helper.make_node("Gather", ["row_of", "input_ids"], ["row"], axis=0),
        helper.make_node("Gather", ["table", "row"], ["bytes"], axis=0),
        helper.make_node("Cast", ["bytes"], ["floats"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["scale", "row"], ["factor"], axis=0),
        helper.make_node("Mul", ["floats", "factor"], ["last_hidden_state"]),
    ]
    shape = ["batch_size", "sequence_length"]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, shape)
        for name in ("input_ids", "attention_mask", "token_type_ids")
    ]
    output = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, [*shape, table.shape[1]])
    weights = [
        numpy_helper.from_array(np.array(row_of, np.int32), "row_of"),
        numpy_helper.from_array(table, "table"),
        numpy_helper.from_array(scale[:, None], "scale"),
    ]
    model = helper.make_model(
        helper.make_graph(nodes, "words", inputs, [output], weights),
        opset_imports=[helper.make_opsetid("", 17)],
        producer_name="build_model.py",
    )
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model


def write_json(file: Path, value: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def write_model(folder: Path, vocabulary: Vocabulary, table: np.ndarray, scale: np.ndarray, row_of: list[int]) -> None:
    dimensions = table.shape[1]
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    onnx.save(graph(table, scale, row_of), str(folder / "onnx" / "model_quantized.onnx"))
    # On one line the file is a third of the pretty one.
    tokenizer = json.loads(vocabulary.tokenizer.to_str())
    (folder / "tokenizer.json").write_text(
        json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": LONGEST_TEXT,
            "pad_token": PAD,
            "unk_token": UNKNOWN,
            "clean_up_tokenization_spaces": False,
        },
    )
    write_json(
        folder / "config.json",
        {
            "model_type": "bert",
            "architectures": ["BertModel"],
            "hidden_size": dimensions,
            "vocab_size": len(vocabulary.words),
            "num_hidden_layers": 0,
            "num_attention_heads": 1,
            "max_position_embeddings": LONGEST_TEXT,
            "pad_token_id": 0,
        },
    )
    write_json(
        folder / "1_Pooling" / "config.json",
        {
            "word_embedding_dimension": dimensions,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_max_tokens": False,
            "pooling_mode_mean_sqrt_len_tokens": False,
        },
    )
    write_json(
        folder / "config_sentence_transformers.json",
        {"prompts": {"query": "", "document": ""}, "default_prompt_name": None, "similarity_fn_name": "cosine"},
    )
    write_json(
        folder / "modules.json",
        [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
    )

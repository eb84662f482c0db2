#!/usr/bin/env python3
"""Builds our small embedding model (static word vectors) from a teacher and the corpus.

    npm run -s articles > articles.jsonl
    python3 scripts/model/build_model.py --teacher DIR --articles articles.jsonl --out models/words-zh
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import os
import sys
import time
from dataclasses import asdict
from pathlib import Path

# Small matrices: more threads only wait for each other, and sums would depend on how many there are.
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import jieba
import numpy as np

from card import write_card
from corpus import Article, CorpusError, Question, binding, question_files, read_articles, read_jurisdictions, read_questions
from evaluation import recall, split
from export import dequantize, quantize, write_json, write_model
from homophones import homophones, with_homophones
from teacher import QUERY_PREFIX, Teacher
from training import Options, train_table, unit
from vocabulary import Vocabulary, build_vocabulary

ROOT = Path(__file__).resolve().parents[2]
HOLD_OUT, HOLD_OUT_SEED = 0.2, 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--teacher", type=Path, required=True, help="folder with model_quantized.onnx and tokenizer.json")
    parser.add_argument("--articles", type=Path, required=True, help="JSON lines as `npm run -s articles` prints them")
    parser.add_argument("--out", type=Path, required=True, help="model directory to write")
    parser.add_argument("--questions", type=Path, action="append", help="folder of <document>.jsonl; may be repeated")
    parser.add_argument("--documents", type=Path, default=ROOT / "corpus" / "documents")
    parser.add_argument("--dimensions", type=int, default=Options.dimensions)
    parser.add_argument("--dictionary-words", type=int, default=30_000, help="frequent words of the language")
    parser.add_argument("--homophones", type=int, default=0, help="misspellings by sound per character (8 is good)")
    parser.add_argument("--no-measure", action="store_true", help="skip the hold-out measurement (no figures in the card)")
    chosen = parser.parse_args()
    chosen.questions = chosen.questions or [ROOT / "corpus" / "questions"]
    return chosen


def log(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


class Builder:
    def __init__(self, chosen: argparse.Namespace):
        self.chosen = chosen
        self.options = Options(dimensions=chosen.dimensions)
        self.articles: list[Article] = read_articles(chosen.articles)
        self.question_files = question_files(chosen.questions)
        self.questions = read_questions(self.question_files, self.articles)
        self.binds = binding(self.articles, read_jurisdictions(chosen.documents, self.articles))
        self.sources = [file.read_text(encoding="utf-8") for file in sorted(chosen.documents.glob("*/source.txt"))]
        self.teacher = Teacher(chosen.teacher)
        self.latin = self.teacher.latin_words()
        self.word_vectors: dict[str, np.ndarray] = {}
        self.text_vectors: dict[str, np.ndarray] = {}

    def remembered(self, memory: dict[str, np.ndarray], texts: list[str]) -> np.ndarray:
        new = [text for text in dict.fromkeys(texts) if text not in memory]
        if new:
            memory.update(zip(new, self.teacher.encode(new)))
        return np.array([memory[text] for text in texts])

    def build(self, questions: list[Question]):
        """Vocabulary, row of each of its entries, and the table before and after training."""
        article_texts = [article.text for article in self.articles]
        question_texts = [question.text for question in questions]
        sources = ["".join(source.split()) for source in self.sources]
        plain = build_vocabulary([*article_texts, *sources, *question_texts], self.chosen.dictionary_words, self.latin)
        log(f"  {len(plain.words)} words")
        vectors = np.zeros((len(plain.words), 512), np.float32)
        vectors[2:] = self.remembered(self.word_vectors, plain.words[2:])
        before, after = train_table(plain, vectors, self.articles, questions, self.binds, self.options, log)
        spellings = {}
        if self.chosen.homophones:
            spellings = homophones(plain, [*article_texts, *question_texts], self.chosen.homophones)
            log(f"  {len(spellings)} misspellings")
        vocabulary, row_of = with_homophones(plain, spellings)
        return vocabulary, row_of, before, after

    def measure(self, by_fact: bool) -> dict:
        known, asked = split(self.questions, HOLD_OUT, HOLD_OUT_SEED, by_fact)
        vocabulary, row_of, before, after = self.build(known)

        def figures(encode, prefix: str = "") -> dict:
            asked_vectors = encode([prefix + question.text for question in asked])
            known_vectors = encode([prefix + question.text for question in known])
            articles = encode([article.text for article in self.articles])
            return recall(self.articles, self.binds, asked, asked_vectors, articles, known, known_vectors)

        def by_table(rows: np.ndarray):
            return lambda texts: encode_with(vocabulary, row_of, rows, texts)

        return {
            "known": len(known),
            "asked": len(asked),
            "before training": figures(by_table(before)),
            "this model": figures(by_table(dequantize(*quantize(after)))),
            "teacher": figures(lambda texts: self.remembered(self.text_vectors, texts), QUERY_PREFIX),
        }


def encode_with(vocabulary: Vocabulary, row_of: list[int], rows: np.ndarray, texts: list[str]) -> np.ndarray:
    sums = np.zeros((len(texts), rows.shape[1]), np.float32)
    for index, text in enumerate(texts):
        for entry in vocabulary.ids(text):
            sums[index] += rows[row_of[entry]]
    return unit(sums)


def digest(files: list[Path]) -> str:
    whole = hashlib.sha256()
    for file in files:
        whole.update(file.read_bytes())
    return whole.hexdigest()


def main() -> int:
    jieba.setLogLevel(logging.ERROR)
    started = time.monotonic()
    chosen = arguments()
    try:
        builder = Builder(chosen)
    except CorpusError as error:
        log(str(error))
        return 2
    log(f"{len(builder.articles)} articles, {len(builder.questions)} questions")

    # First, so that what is built does not depend on what was measured (the teacher is quantised on the
    # fly, so a word's vector depends a little on the words that go through with it).
    log("building on all questions")
    vocabulary, row_of, _, rows = builder.build(builder.questions)
    table, scale = quantize(rows)
    write_model(chosen.out, vocabulary, table, scale, row_of)

    measured = {}
    if not chosen.no_measure:
        for name, by_fact in (("questions", False), ("facts", True)):
            log(f"measuring with {HOLD_OUT:.0%} of the {name} held out")
            measured[name] = builder.measure(by_fact)

    record = {
        "articles": len(builder.articles),
        "questions": len(builder.questions),
        "words": len(table),
        "misspellings": len(vocabulary.words) - len(table),
        "articlesSha256": digest([chosen.articles]),
        "questionsSha256": digest(builder.question_files),
        "teacherSha256": digest([chosen.teacher / "model_quantized.onnx"]),
        "options": {
            "dictionaryWords": chosen.dictionary_words,
            "homophones": chosen.homophones,
            **asdict(builder.options),
        },
        "recallAt135": measured,
    }
    write_json(chosen.out / "build.json", record)
    write_card(chosen.out, record)
    size = sum(file.stat().st_size for file in chosen.out.rglob("*") if file.is_file())
    log(f"{chosen.out}: {size / 1e6:.1f} MB, {time.monotonic() - started:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The articles and the questions that people ask about them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Article:
    document: str
    path: tuple[str, ...]
    title: str
    text: str


@dataclass(frozen=True)
class Question:
    text: str
    article: int  # index into the articles
    fact: int  # questions of one line share a fact


class CorpusError(Exception):
    """A file is missing or has a bad line; the message names file and line."""


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def read_lines(file: Path) -> list[tuple[int, dict]]:
    if not file.is_file():
        raise CorpusError(f"{file}: no such file")
    records = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            records.append((number, json.loads(line)))
        except json.JSONDecodeError as error:
            raise CorpusError(f"{file}:{number}: not JSON ({error.msg})") from None
    return records


def read_articles(file: Path) -> list[Article]:
    """JSON lines as `npm run -s articles` prints them."""
    articles = []
    for number, record in read_lines(file):
        try:
            articles.append(
                Article(record["document"], tuple(record["path"]), record.get("title") or "", squeeze(record["text"]))
            )
        except (KeyError, TypeError) as error:
            raise CorpusError(f"{file}:{number}: article without {error}") from None
    if not articles:
        raise CorpusError(f"{file}: no articles")
    return articles


def question_files(folders: list[Path]) -> list[Path]:
    files = [file for folder in folders for file in sorted(folder.glob("*.jsonl"))]
    if not files:
        raise CorpusError(f"{', '.join(map(str, folders))}: no question files (*.jsonl)")
    return files


def read_questions(files: list[Path], articles: list[Article]) -> list[Question]:
    """`<document>.jsonl` with lines {"path", "quote", "questions"}; each question once per article."""
    known = {(article.document, article.path): index for index, article in enumerate(articles)}
    questions: list[Question] = []
    seen: set[tuple[int, str]] = set()
    fact = 0
    for file in files:
        for number, record in read_lines(file):
            key = (file.stem, tuple(record.get("path") or ()))
            if key not in known:
                raise CorpusError(f"{file}:{number}: no article {'/'.join(key[1])} in {file.stem}")
            for text in record.get("questions") or []:
                if text.strip() and (known[key], text) not in seen:
                    seen.add((known[key], text))
                    questions.append(Question(text, known[key], fact))
            fact += 1
    return questions


def read_jurisdictions(documents: Path, articles: list[Article]) -> dict[str, str]:
    """Division code by document, from the `jurisdiction` line of each document.yaml; "0" is the nation."""
    found = {}
    for slug in sorted({article.document for article in articles}):
        file = documents / slug / "document.yaml"
        if not file.is_file():
            raise CorpusError(f"{file}: no such file")
        line = re.search(r"""^jurisdiction:\s*["']?(\d+)""", file.read_text(encoding="utf-8"), re.MULTILINE)
        if not line:
            raise CorpusError(f"{file}: no line `jurisdiction: \"<code>\"`")
        found[slug] = line[1]
    return found


def binding(articles: list[Article], jurisdictions: dict[str, str]) -> np.ndarray:
    """[i, j]: article j binds in the place that article i is written for."""
    codes = ["" if jurisdictions[a.document] == "0" else jurisdictions[a.document] for a in articles]
    return np.array([[here.startswith(other) for other in codes] for here in codes])


def clauses(text: str) -> list[str]:
    """The sentences of an article, without its numbering marks."""
    return [part for part in re.split(r"[。；;！？!?〔〕]", text) if len(part) >= 6]

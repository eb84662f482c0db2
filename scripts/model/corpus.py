"""The articles and the questions that people ask about them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path


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
    quote: str  # the words that answer it; empty if the line has none


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


def read_questions(folder: Path, articles: list[Article]) -> list[Question]:
    """`<document>.jsonl` with lines {"path", "quote", "questions"}, in the order of file names and lines."""
    known = {(article.document, article.path): index for index, article in enumerate(articles)}
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise CorpusError(f"{folder}: no question files (*.jsonl)")
    questions: list[Question] = []
    fact = 0
    for file in files:
        for number, record in read_lines(file):
            key = (file.stem, tuple(record.get("path") or ()))
            if key not in known:
                raise CorpusError(f"{file}:{number}: no article {'/'.join(key[1])} in {file.stem}")
            seen = {question.text for question in questions if question.article == known[key]}
            for text in record.get("questions") or []:
                if text.strip() and text not in seen:
                    seen.add(text)
                    questions.append(Question(text, known[key], fact, squeeze(record.get("quote") or "")))
            fact += 1
    return questions


def clauses(text: str) -> list[str]:
    """The sentences of an article, without its numbering marks."""
    return [part for part in re.split(r"[。；;！？!?〔〕]", text) if len(part) >= 6]


def sentence_with(quote: str, text: str) -> str:
    """The sentence of `text` in which `quote` begins; the quote itself if it is not found."""
    start = text.find(quote)
    if not quote or start < 0:
        return quote
    left = max(text.rfind(mark, 0, start) for mark in "。；;") + 1
    right = min((end for end in (text.find(mark, start + len(quote)) for mark in "。；;") if end >= 0), default=len(text))
    return text[left:right]

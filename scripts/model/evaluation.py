"""Is the right article among the first 1, 3, 5, for questions that were held out?"""

from __future__ import annotations

import numpy as np

from corpus import Article, Question

CUTS = (1, 3, 5)


def split(questions: list[Question], share: float, seed: int, by_fact: bool = False) -> tuple[list[Question], list[Question]]:
    """Hold out a share of each article's questions (or of its facts, with all their questions)."""
    random = np.random.default_rng(seed)
    groups: dict[int, list[int]] = {}
    for index, question in enumerate(questions):
        groups.setdefault(question.article, []).append(index)
    held = set()
    for article in sorted(groups):
        unit_of = {i: questions[i].fact if by_fact else i for i in groups[article]}
        units = sorted(set(unit_of.values()))
        chosen = set(random.permutation(units)[: round(len(units) * share)].tolist())
        held |= {i for i, unit in unit_of.items() if unit in chosen}
    train = [question for index, question in enumerate(questions) if index not in held]
    return train, [questions[index] for index in sorted(held)]


def recall(
    articles: list[Article],
    binds: np.ndarray,
    asked: list[Question],
    asked_vectors: np.ndarray,
    article_vectors: np.ndarray,
    known: list[Question],
    known_vectors: np.ndarray,
) -> dict[str, tuple[float, ...]]:
    """Recall by article text, by the nearest known question of each article, and by the sum of both."""
    by_text = asked_vectors @ article_vectors.T
    nearest = np.full_like(by_text, -1.0)
    owner = np.array([question.article for question in known])
    similar = asked_vectors @ known_vectors.T
    for article in range(len(articles)):
        if (owner == article).any():
            nearest[:, article] = similar[:, owner == article].max(axis=1)
    gold = np.array([question.article for question in asked])
    figures = {}
    for name, scores in (("text", by_text), ("questions", nearest), ("both", by_text + nearest)):
        scores = np.where(binds[gold], scores, -9.0)
        rank = (scores > scores[np.arange(len(gold)), gold][:, None]).sum(axis=1)
        figures[name] = tuple(float((rank < cut).mean()) for cut in CUTS)
    return figures

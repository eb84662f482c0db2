"""From the teacher's word vectors to a table trained on this project's questions.

The vector of a text is the normalised sum of its words' rows, and a word's row is

    weight(w) · (teacher(w) · projection + residual(w))

The projection (started as PCA) is shared, so words that no question contains move along with the
others; the residual belongs to one word and is pulled back to zero. Weights start from SIF
(smooth inverse frequency). The gradients are short enough to be written out, so numpy will do.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from corpus import Article, Question, clauses, sentence_with
from vocabulary import Vocabulary


@dataclass(frozen=True)
class Options:
    dimensions: int = 128
    sif: float = 1e-3
    passes: int = 4
    batch: int = 128
    temperature: float = 0.07
    rate: float = 0.01
    projection_rate: float = 0.001
    weight_rate: float = 0.01
    pull: float = 0.0  # decay of the residuals per step, relative to the rate
    dropout: float = 0.15
    split: float = 0.0  # share of words replaced by their characters
    siblings: float = 0.5  # loss between questions of one fact or article
    sentences: float = 0.0  # loss between a question and the sentence that answers it
    clauses: float = 0.0  # loss between an article's sentence and the article
    far: float = 1.0  # share at which articles of documents that cannot bind the asker count as negatives
    same_fact: bool = True
    seed: int = 1


@dataclass
class Table:
    """Rows of all words; `vectors` already carry the weights."""

    vectors: np.ndarray

    def encode(self, bags: np.ndarray, words: np.ndarray) -> np.ndarray:
        return unit(bags @ self.vectors[words])


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def principal_axes(vectors: np.ndarray, importance: np.ndarray, dimensions: int) -> np.ndarray:
    covariance = (vectors * importance[:, None]).T @ vectors / importance.sum()
    values, axes = np.linalg.eigh(covariance.astype(np.float64))
    return axes[:, np.argsort(-values)[:dimensions]].astype(np.float32)


@dataclass
class Model:
    vocabulary: Vocabulary
    teacher: np.ndarray  # centred teacher vectors of all words; zero for PAD and UNKNOWN
    options: Options
    projection: np.ndarray = field(init=False)
    residual: np.ndarray = field(init=False)
    log_weight: np.ndarray = field(init=False)

    def __post_init__(self):
        frequency = np.array(self.vocabulary.frequency, np.float32)
        self.log_weight = np.log(self.options.sif / (self.options.sif + frequency)).astype(np.float32)
        self.projection = principal_axes(self.teacher, np.sqrt(frequency), self.options.dimensions)
        self.residual = np.zeros((len(frequency), self.options.dimensions), np.float32)

    def table(self) -> np.ndarray:
        rows = np.exp(self.log_weight)[:, None] * (self.teacher @ self.projection + self.residual)
        rows[:2] = 0
        return rows


class Adam:
    def __init__(self, value: np.ndarray, rate: float):
        self.value, self.rate, self.step_count = value, rate, 0
        self.mean, self.square = np.zeros_like(value), np.zeros_like(value)

    def step(self, gradient: np.ndarray, slope: float) -> None:
        self.step_count += 1
        self.mean += 0.1 * (gradient - self.mean)
        self.square += 0.001 * (gradient * gradient - self.square)
        mean = self.mean / (1 - 0.9**self.step_count)
        square = self.square / (1 - 0.999**self.step_count)
        self.value -= self.rate * slope * mean / (np.sqrt(square) + 1e-8)


def bag(texts: list[list[int]], size: int) -> np.ndarray:
    counts = np.zeros((len(texts), size), np.float32)
    for row, ids in enumerate(texts):
        np.add.at(counts[row], ids, 1.0)
    return counts


def contrast(left, right, gold, bias, temperature):
    """InfoNCE: mean loss and the gradients of both sides. `bias` is added to the scaled cosines."""
    scores = left @ right.T / temperature + bias
    scores -= scores.max(axis=1, keepdims=True)
    share = np.exp(scores)
    share /= share.sum(axis=1, keepdims=True)
    rows = np.arange(len(left))
    loss = -np.log(share[rows, gold] + 1e-12).mean()
    share[rows, gold] -= 1
    share /= len(left) * temperature
    return loss, share @ right, share.T @ left


def train(model: Model, articles: list[Article], questions: list[Question], everywhere: set[str], log=lambda line: None) -> None:
    options = model.options
    random = np.random.default_rng(options.seed)
    encode = model.vocabulary.ids
    number = {word: index for index, word in enumerate(model.vocabulary.words)}

    article_ids = [encode(article.text) for article in articles]
    question_ids = [encode(question.text) for question in questions]
    answer_ids = [
        encode(sentence_with(question.quote, articles[question.article].text)) if question.quote else []
        for question in questions
    ]
    clause_ids, clause_article = [], []
    for index, article in enumerate(articles):
        for clause in clauses(article.text):
            ids = encode(clause)
            if len(ids) > 2:
                clause_ids.append(ids)
                clause_article.append(index)
    clause_article = np.array(clause_article)

    # Only words of the training texts (and their characters) have gradients; work on that part.
    present = {i for ids in (*article_ids, *question_ids, *answer_ids) for i in ids}
    spelling = {}
    for word in present:
        characters = [number[c] for c in model.vocabulary.words[word] if c in number]
        if len(characters) > 1:
            spelling[word] = characters
    present |= {c for characters in spelling.values() for c in characters}
    words = np.array(sorted(present))
    local = {word: index for index, word in enumerate(words)}
    spelling = {local[word]: [local[c] for c in characters] for word, characters in spelling.items()}
    article_ids, question_ids, answer_ids, clause_ids = (
        [[local[i] for i in ids] for ids in group] for group in (article_ids, question_ids, answer_ids, clause_ids)
    )

    teacher = model.teacher[words]
    residual, log_weight, projection = model.residual[words], model.log_weight[words], model.projection
    article_bags = bag(article_ids, len(words))
    of_article = np.array([question.article for question in questions])
    of_fact = np.array([question.fact for question in questions])
    documents = np.array([article.document for article in articles])
    binds_everywhere = np.isin(documents, list(everywhere))
    # Documents that can bind one asker: the own one and the national ones.
    together = (documents[:, None] == documents[None, :]) | binds_everywhere[:, None] | binds_everywhere[None, :]
    far_bias = np.where(together, 0.0, np.log(max(options.far, 1e-9))).astype(np.float32)

    siblings: dict[int, list[int]] = {}
    for index in range(len(questions)):
        siblings.setdefault(int(of_fact[index] if options.same_fact else of_article[index]), []).append(index)

    def disturb(ids: list[int]) -> list[int]:
        kept = [i for i in ids if random.random() >= options.dropout] or list(ids)
        if not options.split:
            return kept
        out = []
        for i in kept:
            out.extend(spelling[i] if i in spelling and random.random() < options.split else (i,))
        return out

    steps_a_pass = max(1, round(len(questions) / options.batch))
    total = steps_a_pass * options.passes
    adam_residual, adam_weight = Adam(residual, options.rate), Adam(log_weight, options.weight_rate)
    adam_projection = Adam(projection, options.projection_rate)
    step = 0
    for turn in range(options.passes):
        order = random.permutation(len(questions))
        losses = []
        for chosen in np.array_split(order, steps_a_pass):
            size, gold = len(chosen), of_article[chosen]
            parts = [article_bags, bag([disturb(question_ids[i]) for i in chosen], len(words))]
            if options.siblings:
                partner = []
                for i in chosen:
                    others = siblings[int(of_fact[i] if options.same_fact else of_article[i])]
                    other = others[random.integers(len(others))]
                    partner.append(disturb(question_ids[other]))
                parts.append(bag(partner, len(words)))
            with_answer = np.array([k for k, i in enumerate(chosen) if answer_ids[i]], int)
            if options.sentences and len(with_answer):
                parts.append(bag([answer_ids[chosen[k]] for k in with_answer], len(words)))
            if options.clauses:
                picked = random.integers(len(clause_ids), size=size)
                parts.append(bag([disturb(clause_ids[i]) for i in picked], len(words)))
            bags = np.concatenate(parts)
            spans, start = [], 0
            for part in parts:
                spans.append(slice(start, start + len(part)))
                start += len(part)

            weight = np.exp(log_weight)[:, None]
            base = teacher @ projection + residual
            sums = bags @ (weight * base)
            length = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
            rows = sums / length
            slope_rows = np.zeros_like(rows)
            a, q = spans[0], spans[1]

            def pair(left, right, gold, bias, share):
                loss, slope_left, slope_right = contrast(rows[left], rows[right], gold, bias, options.temperature)
                slope_rows[left] += share * slope_left
                slope_rows[right] += share * slope_right
                return loss

            losses.append(pair(q, a, gold, far_bias[gold], 1.0))
            same = gold[:, None] == gold[None, :]
            next_span = 2
            if options.siblings:
                bias = np.where(same & ~np.eye(size, dtype=bool), -1e4, 0.0) + far_bias[gold][:, gold]
                pair(q, spans[next_span], np.arange(size), bias.astype(np.float32), options.siblings)
                next_span += 1
            if options.sentences and len(with_answer):
                answer = spans[next_span]
                rows_with = np.arange(q.start, q.stop)[with_answer]
                fact = of_fact[chosen[with_answer]]
                bias = np.where((fact[:, None] == fact[None, :]) & ~np.eye(len(fact), dtype=bool), -1e4, 0.0)
                bias = bias + far_bias[gold[with_answer]][:, gold[with_answer]]
                pair(rows_with, answer, np.arange(len(fact)), bias.astype(np.float32), options.sentences)
                next_span += 1
            if options.clauses:
                gold_clause = clause_article[picked]
                pair(spans[next_span], a, gold_clause, far_bias[gold_clause], options.clauses)

            slope_sums = (slope_rows - rows * (slope_rows * rows).sum(axis=1, keepdims=True)) / length
            slope_words = bags.T @ slope_sums
            fade = 1 - step / total
            slope_base = weight * slope_words
            adam_weight.step(weight[:, 0] * (slope_words * base).sum(axis=1), fade)
            adam_residual.step(slope_base, fade)
            residual *= 1 - options.pull * options.rate * fade
            adam_projection.step(teacher.T @ slope_base, fade)
            step += 1
        log(f"pass {turn + 1}: loss {np.mean(losses):.3f}")

    model.residual[words], model.log_weight[words], model.projection = residual, log_weight, projection

"""From the teacher's word vectors to a table trained on this project's questions.

The vector of a text is the normalised sum of its words' rows; a row is the word's vector times its
weight. Vectors start from the teacher's, projected by PCA, weights from SIF (smooth inverse
frequency). Both are then trained by contrast (InfoNCE): a question to its article among all articles
that could stand beside it, a question to another question of the same fact, a sentence to its
article. Words that no training text contains keep what they started with; few passes and a low rate
keep them compatible. Several trainings from the same start are averaged, which is worth about one
point of recall at 1. The gradients are short enough to be written out, so numpy will do.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from corpus import Article, Question, clauses
from vocabulary import Vocabulary


@dataclass(frozen=True)
class Options:
    dimensions: int = 128
    sif: float = 3e-3
    passes: int = 5
    batch: int = 64
    temperature: float = 0.14
    rate: float = 0.003  # of the vectors
    weight_rate: float = 0.01  # of the words' weights
    dropout: float = 0.3
    siblings: float = 0.5  # share of the loss between questions of one fact
    clauses: float = 0.5  # share of the loss between an article's sentence and the article
    elsewhere: float = 0.01  # weight as negatives of articles that never bind together with the right one
    seeds: tuple[int, ...] = (1, 2, 3)  # one training each; their tables are averaged


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def principal_axes(vectors: np.ndarray, importance: np.ndarray, dimensions: int) -> np.ndarray:
    covariance = (vectors * importance[:, None]).T @ vectors / importance.sum()
    values, axes = np.linalg.eigh(covariance.astype(np.float64))
    axes = axes[:, np.argsort(-values)[:dimensions]]
    return (axes * np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(dimensions)])).astype(np.float32)


def untrained(teacher: np.ndarray, frequency: np.ndarray, options: Options) -> tuple[np.ndarray, np.ndarray]:
    """Each word's vector (PCA of the centred teacher vectors) and log weight (SIF); zero for PAD and UNKNOWN."""
    vectors = teacher.copy()
    vectors[2:] -= vectors[2:].mean(axis=0)
    vectors = vectors @ principal_axes(vectors, np.sqrt(frequency), options.dimensions)
    return vectors, np.log(options.sif / (options.sif + frequency)).astype(np.float32)


def weighted(vectors: np.ndarray, log_weight: np.ndarray) -> np.ndarray:
    return np.exp(log_weight)[:, None] * vectors


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


class Trainer:
    """What all trainings of one table share: the texts as bags of words, and who competes with whom."""

    def __init__(self, vocabulary: Vocabulary, articles: list[Article], questions: list[Question], binds: np.ndarray, options: Options):
        self.options = options
        texts = [vocabulary.ids(article.text) for article in articles]
        asked = [vocabulary.ids(question.text) for question in questions]
        parts = [(vocabulary.ids(part), index) for index, article in enumerate(articles) for part in clauses(article.text)]
        parts = [(ids, index) for ids, index in parts if len(ids) > 2]

        # Only words of these texts ever get a gradient, so the rest of the table stays out of it.
        self.words = np.array(sorted({word for ids in (*texts, *asked) for word in ids} | {w for ids, _ in parts for w in ids}))
        local = {word: index for index, word in enumerate(self.words)}
        self.articles = bag([[local[w] for w in ids] for ids in texts], len(self.words))
        # A question of which no word is known teaches nothing.
        known = [index for index, ids in enumerate(asked) if ids]
        self.asked = [[local[w] for w in asked[index]] for index in known]
        self.article_of = np.array([questions[index].article for index in known])
        self.fact_of = np.array([questions[index].fact for index in known])
        self.clauses = [[local[w] for w in ids] for ids, _ in parts]
        self.article_of_clause = np.array([index for _, index in parts])

        self.of_fact: dict[int, list[int]] = {}
        for index, fact in enumerate(self.fact_of):
            self.of_fact.setdefault(int(fact), []).append(index)
        # A county's article never stands beside another county's, so the model need not tell them apart.
        self.bias = np.where(binds | binds.T, 0.0, np.log(max(options.elsewhere, 1e-9))).astype(np.float32)

    def train(self, vectors: np.ndarray, log_weight: np.ndarray, seed: int, log) -> tuple[np.ndarray, np.ndarray]:
        """New vectors and log weights of all words, from those given."""
        options = self.options
        random = np.random.default_rng(seed)
        part, part_weight = vectors[self.words], log_weight[self.words]
        adam, adam_weight = Adam(part, options.rate), Adam(part_weight, options.weight_rate)
        steps = max(1, round(len(self.asked) / options.batch))
        step = 0
        for turn in range(options.passes):
            losses = []
            for chosen in np.array_split(random.permutation(len(self.asked)), steps):
                loss, gradient, gradient_weight = self.step(part, part_weight, chosen, random)
                fade = 1 - step / (steps * options.passes)
                adam.step(gradient, fade)
                adam_weight.step(gradient_weight, fade)
                losses.append(loss)
                step += 1
            log(f"  seed {seed}, pass {turn + 1} of {options.passes}: loss {np.mean(losses):.3f}")
        vectors, log_weight = vectors.copy(), log_weight.copy()
        vectors[self.words], log_weight[self.words] = part, part_weight
        return vectors, log_weight

    def step(self, vectors: np.ndarray, log_weight: np.ndarray, chosen: np.ndarray, random: np.random.Generator):
        options, size = self.options, len(chosen)

        def disturbed(texts: list[list[int]]) -> np.ndarray:
            kept = [[w for w in ids if random.random() >= options.dropout] or ids for ids in texts]
            return bag(kept, len(self.words))

        siblings = [self.of_fact[int(self.fact_of[index])] for index in chosen]
        picked = random.integers(len(self.clauses), size=size)
        groups = [
            self.articles,
            disturbed([self.asked[index] for index in chosen]),
            disturbed([self.asked[others[random.integers(len(others))]] for others in siblings]),
            disturbed([self.clauses[index] for index in picked]),
        ]
        bags = np.concatenate(groups)
        ends = np.cumsum([len(group) for group in groups])
        article, question, sibling, clause = (slice(end - len(group), end) for group, end in zip(groups, ends))

        weight = np.exp(log_weight)[:, None]
        sums = bags @ (weight * vectors)
        length = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
        rows = sums / length

        gold = self.article_of[chosen]
        gold_clause = self.article_of_clause[picked]
        # Another question of the same article may well mean the same, so it is no negative.
        same = (gold[:, None] == gold[None, :]) & ~np.eye(size, dtype=bool)
        among = np.where(same, np.float32(-1e4), self.bias[gold][:, gold])
        gradient_rows = np.zeros_like(rows)
        losses = []
        for left, right, right_one, bias, share in (
            (question, article, gold, self.bias[gold], 1.0),
            (question, sibling, np.arange(size), among, options.siblings),
            (clause, article, gold_clause, self.bias[gold_clause], options.clauses),
        ):
            loss, slope_left, slope_right = contrast(rows[left], rows[right], right_one, bias, options.temperature)
            losses.append(loss)
            gradient_rows[left] += share * slope_left
            gradient_rows[right] += share * slope_right

        along = (gradient_rows * rows).sum(axis=1, keepdims=True)
        gradient_words = bags.T @ ((gradient_rows - rows * along) / length)
        gradient_weight = weight[:, 0] * (gradient_words * vectors).sum(axis=1)
        return losses[0], weight * gradient_words, gradient_weight


def train_table(
    vocabulary: Vocabulary,
    teacher: np.ndarray,
    articles: list[Article],
    questions: list[Question],
    binds: np.ndarray,
    options: Options,
    log=lambda line: None,
) -> tuple[np.ndarray, np.ndarray]:
    """The table before and after training, weights multiplied in."""
    vectors, log_weight = untrained(teacher, np.array(vocabulary.frequency, np.float32), options)
    trainer = Trainer(vocabulary, articles, questions, binds, options)
    tables = [weighted(*trainer.train(vectors, log_weight, seed, log)) for seed in options.seeds]
    return weighted(vectors, log_weight), np.mean(tables, axis=0)

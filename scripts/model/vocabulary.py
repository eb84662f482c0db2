"""Which words the model knows, how frequent they are, and the tokenizer made of them.

The tokenizer is a Unigram model whose scores are log frequencies: the most probable cut of a
sentence into words, which is what jieba computes too. So jieba is needed to build, never to use.
"""

from __future__ import annotations

import math
import os
import re
from collections import Counter
from dataclasses import dataclass

import jieba
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

PAD, UNKNOWN = "[PAD]", "[UNK]"
WORD = re.compile(r"[\u4e00-\u9fff]+|[a-z]+|[0-9]+|%")
LONGEST_WORD = 8


@dataclass(frozen=True)
class Vocabulary:
    words: list[str]  # the first two are PAD and UNKNOWN
    frequency: list[float]  # share of running text, general and domain mixed
    tokenizer: Tokenizer

    def ids(self, text: str) -> list[int]:
        return [i for i in self.tokenizer.encode(text, add_special_tokens=False).ids if i > 1]


def dictionary() -> dict[str, int]:
    """The word counts that jieba ships."""
    path = os.path.join(os.path.dirname(jieba.__file__), "dict.txt")
    counts = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            word, count, *_ = line.split(" ")
            counts[word.lower()] = max(int(count), counts.get(word.lower(), 0))
    return counts


def common_characters() -> list[str]:
    """The 6,763 characters of GB 2312."""
    characters = []
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                characters.append(bytes((row, cell)).decode("gb2312"))
            except UnicodeDecodeError:
                pass
    return characters


def normalizer() -> normalizers.Normalizer:
    return normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])


def build_vocabulary(texts: list[str], dictionary_words: int, latin: list[str] = ()) -> Vocabulary:
    """`dictionary_words` frequent words of the language, every word of `texts`, every common character,
    and the Latin words given."""
    general = dictionary()
    domain: Counter[str] = Counter()
    invented: Counter[str] = Counter()  # words that jieba guesses, not in its dictionary
    normalize = normalizer().normalize_str
    for text in texts:
        for word in jieba.cut(normalize(text), HMM=True):
            if not WORD.fullmatch(word) or len(word) > LONGEST_WORD:
                continue
            (domain if word in general or len(word) == 1 else invented)[word] += 1
    domain.update({word: count for word, count in invented.items() if count > 1 or not "\u4e00" <= word[0]})

    frequent = sorted((w for w in general if len(w) > 1 and WORD.fullmatch(w)), key=lambda w: (-general[w], w))
    characters = set(common_characters()) | set("0123456789abcdefghijklmnopqrstuvwxyz%")
    characters |= {character for text in texts for character in normalize(text) if WORD.fullmatch(character)}
    chosen = sorted(set(frequent[:dictionary_words]) | set(domain) | characters | set(latin))
    chosen = [word for word in chosen if len(word) <= LONGEST_WORD]

    general_total, domain_total = sum(general.values()), max(1, sum(domain.values()))
    frequency = [
        0.7 * max(general.get(word, 0), 0.5) / general_total + 0.3 * domain[word] / domain_total for word in chosen
    ]
    # A word beats the cut into its parts if it is likelier than they are together, so a word seen
    # only here needs no more than its frequency.
    scores = [round(math.log(share), 3) for share in frequency]
    tokenizer = Tokenizer(models.Unigram([(PAD, 0.0), (UNKNOWN, 0.0), *zip(chosen, scores)], unk_id=1, byte_fallback=False))
    tokenizer.normalizer = normalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Split(Regex("[a-z]+|[0-9]+|[^a-z0-9\u4e00-\u9fff]+"), "isolated")]
    )
    tokenizer.add_special_tokens([PAD, UNKNOWN])
    return Vocabulary([PAD, UNKNOWN, *chosen], [0.0, 0.0, *frequency], tokenizer)

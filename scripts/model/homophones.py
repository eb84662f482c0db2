"""Misspellings by sound: 底保 for 低保, as a phone's pinyin keyboard makes them.

A word that matters here gets spellings in which one character is replaced by a frequent one of the
same syllable. They are entries of the tokenizer that share the word's row, so each costs some bytes.
"""

from __future__ import annotations

import json
from collections import Counter

from pypinyin import lazy_pinyin
from tokenizers import Tokenizer

from vocabulary import Vocabulary, common_characters, dictionary

PENALTY = 4.0  # below the word's own log frequency, so that any proper cut of a sentence wins


def chinese(word: str) -> bool:
    return all("\u4e00" <= character <= "\u9fff" for character in word)


def homophones(vocabulary: Vocabulary, texts: list[str], each: int, least: int = 2, ratio: float = 3.0) -> dict[str, str]:
    """Misspelling → word, for words of two to four characters that occur at least `least` times in
    `texts` and `ratio` times as often as in general."""
    general = dictionary()
    by_sound: dict[str, list[str]] = {}
    for character in sorted(common_characters(), key=lambda c: (-general.get(c, 0), c)):
        by_sound.setdefault(lazy_pinyin(character)[0], []).append(character)

    counts = Counter(word for text in texts for word in vocabulary.ids(text))
    per_text, per_general = sum(counts.values()), sum(general.values())
    known = set(vocabulary.words) | set(general)
    found: dict[str, str] = {}
    for index, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        word = vocabulary.words[index]
        if not 2 <= len(word) <= 4 or not chinese(word) or count < least:
            continue
        if count / per_text < ratio * general.get(word, 0) / per_general:
            continue
        for place, sound in enumerate(lazy_pinyin(word)):
            others = [c for c in by_sound.get(sound, ())[: each + 1] if c != word[place]]
            for character in others[:each]:
                spelling = word[:place] + character + word[place + 1 :]
                if spelling not in known:
                    found.setdefault(spelling, word)
    return found


def with_homophones(vocabulary: Vocabulary, spellings: dict[str, str]) -> tuple[Vocabulary, list[int]]:
    """The vocabulary with the misspellings appended, and the table row of each entry."""
    number = {word: index for index, word in enumerate(vocabulary.words)}
    definition = json.loads(vocabulary.tokenizer.to_str())
    scores = dict(definition["model"]["vocab"])
    definition["model"]["vocab"] += [[wrong, round(scores[right] - PENALTY, 3)] for wrong, right in spellings.items()]
    extended = Vocabulary(
        vocabulary.words + list(spellings),
        vocabulary.frequency + [0.0] * len(spellings),
        Tokenizer.from_str(json.dumps(definition, ensure_ascii=False)),
    )
    return extended, [*range(len(vocabulary.words)), *(number[right] for right in spellings.values())]

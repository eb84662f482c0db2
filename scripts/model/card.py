"""The model card: README.md of the model directory."""

from __future__ import annotations

from pathlib import Path

RANKINGS = {"text": "article text", "questions": "nearest known question", "both": "sum of both"}


def figures(measured: dict) -> str:
    if not measured:
        return "Not measured in this build.\n"
    lines = []
    for what, result in measured.items():
        lines += [
            f"**20 % of the {what} of each article held out** ({result['known']} for training, {result['asked']} asked):",
            "",
            "| ranking by | " + " | ".join(("before training", "**this model**", "teacher")) + " |",
            "| --- | --- | --- | --- |",
        ]
        for key, title in RANKINGS.items():
            cells = (
                " / ".join(f"{100 * share:.1f}" for share in result[name][key])
                for name in ("before training", "this model", "teacher")
            )
            lines.append(f"| {title} | " + " | ".join(cells) + " |")
        lines.append("")
    return "\n".join(lines)


def write_card(folder: Path, record: dict) -> None:
    dimensions = record["options"]["dimensions"]
    misspellings = record["misspellings"]
    entries = f"{record['words']} words" + (f" and {misspellings} misspellings by sound" if misspellings else "")
    built = "- Misspellings (底保 for 低保) share the row of the word they sound like.\n" if misspellings else ""
    costs = (
        "One word misspelt by sound costs about five points at 1 (without the misspellings in the vocabulary: ten)."
        if misspellings
        else "One word misspelt by sound costs about ten points at 1: mend such slips before."
    )
    text = f"""---
license: mit
language: zh
pipeline_tag: feature-extraction
library_name: transformers.js
---
# words-zh

A small sentence-embedding model for Chinese policy questions: static word vectors, {dimensions} dimensions in
8 bits, {entries}. The vector of a text is the normalised mean of its
words' rows; a row's length is the word's weight. Loads offline with transformers.js:

```js
const embed = await pipeline('feature-extraction', 'words-zh', {{ dtype: 'q8' }});
await embed(text, {{ pooling: 'mean', normalize: true }}); // no prefix, for questions and passages alike
```

## How it was built
By `scripts/model/build_model.py` of this repository, from {record["articles"]} articles and {record["questions"]} questions (`build.json` has
their hashes and every option).
- Words: the frequent words of jieba's dictionary, every word of the corpus and its questions, the characters
  of GB 2312. Tokenizer: Unigram over log frequencies, NFKC, lower case, no special tokens added.
- Start: each word through the teacher, BAAI's bge-small-zh-v1.5 (MIT), then PCA; weights from SIF.
- Training: contrast (InfoNCE) of question and article, question and question of the same fact, sentence and
  article, among what can stand beside each other for one asker; {len(record["options"]["seeds"])} trainings averaged.
{built}
## Figures
Share of questions whose right article is among the first 1 / 3 / 5 of those in force at its document's place,
by cosine alone, in per cent. The model measured was trained without the questions asked (its vocabulary too).

{figures(record["recallAt135"])}
Held-out questions were written by the authors of the others, so other people's questions will fare worse than
the first table; the second asks for facts of which no question was seen. Settings were chosen on such splits.
{costs}

## Limits
- No word order and no negation: "can" and "cannot" are neighbours. Use it to find articles, not to judge answers.
- Trained for these documents. One that it never saw, neither text nor questions, fares about as with the teacher:
  by article text, a document left out of an earlier build (9,244 questions, one training) gave Yanling
  44.3 / 69.8 / 79.6 (teacher 53.4 / 72.9 / 80.7), Ganzhou 48.3 / 79.8 / 86.9 (49.9 / 74.1 / 84.0),
  Fushun 60.6 / 86.6 / 91.7 (50.4 / 75.0 / 82.3).
- Articles of different counties that say the same are close; filter by place before ranking.
- Unknown characters, punctuation and emoji have a zero vector. A text of nothing else, or an empty one, has none:
  normalising gives NaN, which the caller must treat as "similar to nothing".
- Rebuild it when articles or questions change; old vectors and new ones do not mix.
"""
    (folder / "README.md").write_text(text, encoding="utf-8")

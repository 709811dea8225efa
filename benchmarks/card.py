"""The model card beside a model's weights, from the measured results: `python -m benchmarks.card [--model small]`."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.accuracy import results
from quoth.reading.models import folder


@dataclass(frozen=True)
class About:
    """What is to be said of a model besides its figures."""

    base: str
    size: str
    taught: str
    retrain: str
    pair: str = ""


_TEXT = """# Model card: quoth {model}

Written by `python -m benchmarks.card` from the measured results; do not edit.

**What it is.** One encoder, {base} ({size}) fine-tuned, with extra input features (letter
case, quotation state, paragraph start). Its heads give a role tag for each word and a pointer from each word to its
cue, the words that head a mention of somebody, how far each mention reaches, and who of those before it is the same;
int8 ONNX, {megabytes} MB. It finds source, cue and content of every attribution in English news, and who is behind it.
Weights are rounded to seven bits, not eight, as the sums of a processor without VNNI instructions would overflow.{pair}

**Data.** Trained on the training part of PolNeAR (840 US political news articles of 2015 and 2016, annotated by hand)
and of GUM (157 documents of many genres): their attributions, GUM's entities and coreference (by hand) and the
coreference that CoreNLP found in PolNeAR (by machine, and weighed less). Their texts belong to their publishers and are
not part of this project.
103 invented stories and sentences of world news (training/stories.txt) were read three times an epoch.
Articles were also read in the states that news arrives in: other quotation marks or none, lost apostrophes, upper-case
headlines, headlines that end in who said it, one long paragraph.{taught}

**Licence.** The weights: Apache-2.0, as those of {base}, from which they come.

## Figures

From the shipped file through `quoth read`, by the scorers of the data folder, on articles that were not trained on, but
by which settings were chosen. F1; exact after trimming outer punctuation.

| PolNeAR dev | all that is found | without what is filed within another |
| --- | --- | --- |
{polnear}

PolNeAR marks nothing inside another's content, so what quoth finds there counts as wrong in the first column.

| | |
| --- | --- |
| exact spans on dev sentences: source / cue / content | {sentences} |
| GUM dev, `found`: precision / recall / F1 | {found} |
| GUM dev, `found_source`: precision / recall / F1 | {found_source} |
| `whole` by training/evaluate.py when it was exported, without what is within another: float32 / int8 | {exported} |

Speakers, by score_speakers.py on GUM dev, of the attributions found: {speakers}.
Coreference there (CoNLL F1): {coreference}, a last-mention rule on the same mentions {rule}.

## Confidence

The probability that source, cue and content are all exactly right, fitted on PolNeAR dev (logistic regression).
Expected calibration error {error}.

| confidence | attributions | mean confidence | right |
| --- | --- | --- | --- |
{bins}

| kept from | precision | recall |
| --- | --- | --- |
{thresholds}

## Limits

- English news. US politics is what it knows best; other subjects, law and transcripts less.
- Annotators themselves agree on `whole` in 0.576 of cases. Much that is counted as wrong is a matter of taste: whether
  "last year" still belongs to the content, whether a refusal attributes.
- What stands within another's content is found only where a word of saying gives it away.
- Confidence was fitted on attributions outside others' content; for those within it is a guess.
- Who is behind a pronoun or a role is learned from few texts: in conversations, court transcripts and letters, "I" is
  mostly not tied to its name. A speaker is `null` where nobody is likely.
- A country that it does not know is often taken for a person.
- The last digits of a score may differ from one kind of processor to the next.

## How to retrain

{retrain}
Training resumes where it stopped; `make antecedents` fits the net that weighs who is who again to what the exported
model gives.
"""

_TAUGHT = """
Beside these it learned what four teachers (all-mpnet-base-v2, twelve layers) make of the same texts, each of the
quarter that it had not seen, and of 295 articles of Wikinews (CC BY 2.5) and 181 pages of news sites without labels
(training/course.py). What heads a mention it learned from the model before it."""
_COURSE = """On a GPU, a quarter of an hour: `training/mpnet.sh ../run/mpnet`, `python -m training.course --config
training/course.toml`, which goes on from what is shipped. Then"""
_SMALL = About(
    base="all-MiniLM-L6-v2",
    size="6 layers, 384 wide",
    taught=_TAUGHT,
    retrain=f"""{_COURSE} `python -m training.mentions --config training/taught.toml`, `make export
CONFIG=training/taught.toml` and `make antecedents accuracy`. From nothing, before all that: `make train export`.""",
)
_BASE = About(
    base="all-mpnet-base-v2",
    size="the lowest 6 of its 12 layers, 768 wide",
    taught=_TAUGHT,
    retrain=f"""{_COURSE} `python -m training.mentions --config training/base_taught.toml`, `make export
CONFIG=training/base_taught.toml` and `make antecedents accuracy MODEL=base`. From nothing, before all that: `make train
export CONFIG=training/base.toml`.""",
    pair="""
It reads together with quoth's small model: chances are the mean of both, four parts its own to one of the other's, and
so are the scores by which words are linked. All figures are the pair's.""",
)
_ABOUT = {"small": _SMALL, "base": _BASE}


def card(model: str) -> str:
    """The card's text."""
    accuracy, calibration = _json(results(model) / "accuracy.json"), _json(folder(model) / "calibration.json")
    names = ("whole", "direct", "who", "source", "cue", "content")
    who = _json(results(model) / "speakers.json")
    return _TEXT.format(
        model=model,
        **asdict(_ABOUT[model]),
        megabytes=round((folder(model) / "model.onnx").stat().st_size / 1e6, 1),
        polnear=_rows([n, f"{accuracy['polnear'][n]:.3f}", f"{accuracy['polnear_outer'][n]:.3f}"] for n in names),
        sentences=" / ".join(str(accuracy["sentences"][name]) for name in names[3:]),
        found=_triple(accuracy["gum"], "found"),
        found_source=_triple(accuracy["gum"], "found_source"),
        speakers=_right(who["speakers"]),
        coreference=f"{who['coreference']['mean']:.3f}",
        rule=f"{who['coreference_by_rule']['mean']:.3f}",
        exported=f"{calibration['float32_whole']:.3f} / {calibration['int8_whole']:.3f}",
        error=accuracy["reliability"]["expected_error"],
        bins=_rows(_bin(row) for row in accuracy["reliability"]["bins"]),
        thresholds=_rows([row["least"], row["precision"], row["recall"]] for row in calibration["thresholds"]),
    )


def _json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def _triple(row: dict[str, float], name: str) -> str:
    return f"{row[f'{name}_precision']:.3f} / {row[f'{name}_recall']:.3f} / {row[name]:.3f}"


def _right(rows: dict[str, dict[str, float]]) -> str:
    everyone, hard = rows["all"], rows["hard"]
    return (
        f"{everyone['right_of_found']:.3f} right, {everyone['resolved_of_found']:.3f} given a speaker; "
        f"{hard['right_of_found']:.3f} right where the source is no name"
    )


def _bin(row: dict[str, Any]) -> list[Any]:
    return [f"{row['from']:.1f} to {row['from'] + 0.1:.1f}", row["found"], row["confidence"], row["right"]]


def _rows(rows: Any) -> str:
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", default="small")
    chosen = parser.parse_args().model
    (folder(chosen) / "model_card.md").write_text(card(chosen), encoding="utf-8")

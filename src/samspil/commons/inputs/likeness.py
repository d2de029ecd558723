"""Finds inputs that use the same words; run in a process of its own, without Django.

What comes in is JSON, a list of texts; what goes out is JSON, groups of numbers of texts with the words that bind
them. The same texts give the same groups.
"""

import json
import os
import re
from collections import Counter
from typing import Any

# Before the numerical libraries are loaded: a few hundred texts gain nothing from threads.
os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")

import numpy as np
import snowballstemmer
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer

FEWEST, MOST_WORDS = 2, 5
# How unlike two texts of a group may be: 0 is the same words, 1 none in common.
FARTHEST = 0.86
WORD = re.compile(r"[a-zæøåéü]{3,}", re.IGNORECASE)
# Words that bind any two Danish texts and say nothing of what they are about.
EMPTY_WORDS = frozenset(
    """alle alt altid anden andet andre at bare blev blive bliver burde da de dem den denne der deres det dette dig din
    disse dog du eller en end endnu er et far fik for fordi forskellige fra få får før gang gerne gik giver gå går gør
    gøre ham han hans har havde have hen hende hendes her hos hun hvad hver hvis hvor hvordan hvorfor ikke ind ingen
    især jeg jer jo kan kom komme kommer kun kunne lav lige lidt man mange med meget men mens mere mest mig min mine
    mit mod mor mest må måske måtte ned nej noget nogen nogle nok nu når ofte og også om op os over på samme selv sig
    sin sine sit skal skulle som stadig stor store synes så sådan tager tak tid til tilbage ud uden under var ved vi
    via vil ville virkelig vores være været the and for that with not are was have has you they this but what""".split()
)


def done(data: bytes) -> bytes:
    """Return groups of texts that are alike, the largest first."""
    return json.dumps(groups(json.loads(data)), ensure_ascii=False).encode()


def groups(texts: list[str]) -> list[dict[str, list[Any]]]:
    """Return groups of two or more texts, as their numbers and the words most of them share."""
    stem = snowballstemmer.stemmer("danish").stemWord
    spoken: dict[str, Counter[str]] = {}

    def stems(text: str) -> list[str]:
        found = []
        for word in WORD.findall(text.lower()):
            if word not in EMPTY_WORDS:
                found.append(stem(word))
                spoken.setdefault(found[-1], Counter())[word] += 1
        return found

    try:
        vectorizer = TfidfVectorizer(analyzer=stems, sublinear_tf=True)
        weights = vectorizer.fit_transform(texts).toarray()
    except ValueError:  # not one word is left
        return []
    names = vectorizer.get_feature_names_out()
    with_words = np.flatnonzero(weights.any(axis=1))
    if len(with_words) < FEWEST:
        return []
    labels = AgglomerativeClustering(
        n_clusters=None, distance_threshold=FARTHEST, metric="cosine", linkage="average"
    ).fit_predict(weights[with_words])
    found: list[dict[str, list[Any]]] = []
    for label in range(labels.max() + 1):
        members = with_words[labels == label]
        if len(members) >= FEWEST:
            words = _binding(weights[members], names, spoken)
            found.append({"texts": [int(each) for each in members], "words": list(words)})
    return sorted(found, key=lambda group: (-len(group["texts"]), group["texts"]))


def _binding(weights: Any, names: Any, spoken: dict[str, Counter[str]]) -> list[str]:
    """Return the words that most of a group share, as they are most often said."""
    shared = (weights > 0).sum(axis=0)
    score = weights.sum(axis=0) * (shared >= FEWEST)
    best = sorted(np.flatnonzero(score), key=lambda at: (-score[at], names[at]))[:MOST_WORDS]
    return [min(spoken[names[at]].items(), key=lambda pair: (-pair[1], pair[0]))[0] for at in best]

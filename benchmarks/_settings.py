"""The project's settings with the bench's own addresses added."""

from samspil.config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks._site"

"""Prometheus figures: counts, ages and durations. No label holds an id, a name or a text."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4 as CONTENT_TYPE
from prometheus_client.registry import Collector

from agent.stores.figures import Figures

__all__ = ["CONTENT_TYPE", "Metrics"]


class Metrics:
    """Of one app, so that two in a process do not count together."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "clarify_http_requests", "Requests", ["method", "route", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "clarify_http_request_seconds", "Duration", ["method", "route"], registry=self._registry
        )

    def saw(self, method: str, route: str, status: int, seconds: float) -> None:
        self._requests.labels(method, route, status).inc()
        self._seconds.labels(method, route).observe(seconds)

    def render(self, figures: Figures) -> bytes:
        of_store = CollectorRegistry()
        of_store.register(_Store(figures))
        return generate_latest(self._registry) + generate_latest(of_store)


class _Store(Collector):
    """The figures of the store as they are now."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def collect(self) -> Iterator[Metric]:
        now = self._figures
        yield _gauges("clarify_intakes", "Texts by state", "state", now.intakes)
        yield _gauges("clarify_proposals", "Proposals by state", "state", now.proposals)
        yield _gauges("clarify_work_items", "Work items by status", "status", now.work_items)
        yield _gauges("clarify_jobs", "Jobs by state", "state", now.jobs)
        yield GaugeMetricFamily(
            "clarify_oldest_job_seconds", "Age of the job that waits longest", now.oldest_job_seconds
        )
        yield GaugeMetricFamily(
            "clarify_oldest_intake_seconds", "Age of the oldest unread text", now.oldest_intake_seconds
        )
        yield from _readings(now)


def _gauges(name: str, said: str, label: str, counts: dict[str, int]) -> Metric:
    family = GaugeMetricFamily(name, said, labels=[label])
    for value, count in sorted(counts.items()):
        family.add_metric([value], count)
    return family


def _readings(figures: Figures) -> Iterator[Metric]:
    texts = CounterMetricFamily("clarify_readings", "Texts that were read", labels=["engine"])
    seconds = CounterMetricFamily("clarify_reading_seconds", "Time that reading took", labels=["engine"])
    tokens = CounterMetricFamily("clarify_model_tokens", "Tokens of the model", labels=["engine", "way"])
    cost = CounterMetricFamily("clarify_model_cost", "At the prices of the settings", labels=["engine"])
    for reading in figures.readings:
        texts.add_metric([reading.engine], reading.texts)
        seconds.add_metric([reading.engine], reading.seconds)
        tokens.add_metric([reading.engine, "in"], reading.tokens_in)
        tokens.add_metric([reading.engine, "out"], reading.tokens_out)
        cost.add_metric([reading.engine], reading.cost)
    yield from (texts, seconds, tokens, cost)

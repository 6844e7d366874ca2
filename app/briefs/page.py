"""A brief as one page of HTML that needs nothing else: for the screen, light and dark, and for paper."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from string import Template

from app.briefs.model import Brief, Chart, Section
from app.sources.model import Source

_PAGE = Path(__file__).with_name("brief.html")
_WIDTH, _LABEL, _ROW = 640, 190, 20


def as_page(brief: Brief) -> str:
    """The page."""
    return Template(_PAGE.read_text(encoding="utf-8")).substitute(
        title=escape(brief.title),
        banner=escape(brief.banner),
        on=brief.on.isoformat(),
        known_on=brief.known_on.strftime("%Y-%m-%d %H:%M UTC"),
        short="".join(f"<li>{escape(each)}</li>" for each in brief.in_short),
        contents="".join(f'<li><a href="#s{n}">{escape(s.title)}</a></li>' for n, s in enumerate(brief.sections, 1)),
        sections="".join(_section(number, section) for number, section in enumerate(brief.sections, 1)),
        sources="".join(_source(each) for each in brief.sources),
    )


def _section(number: int, section: Section) -> str:
    lines = "".join(f'<p class="l{min(line.level, 3)}">{escape(line.text)}</p>' for line in section.lines)
    remarks = "".join(f'<p class="remark">{escape(remark)}</p>' for remark in section.remarks)
    queries = ", ".join(f"<code>{escape(name)}</code>" for name in section.queries)
    return (
        f'<section id="s{number}"><h2>{number}. {escape(section.title)}</h2><p class="asks">{escape(section.asks)}</p>'
        f'{_figure(section.chart)}{lines}{remarks}<p class="queries">Queries: {queries}</p></section>'
    )


def _figure(chart: Chart | None) -> str:
    if chart is None:
        return ""
    rows = "".join(f"<tr><th>{escape(bar.label)}</th><td>{bar.value:g}</td></tr>" for bar in chart.bars)
    return (
        f"<figure><figcaption>{escape(chart.title)} ({escape(chart.unit)})</figcaption>{''.join(_drawn(chart))}"
        f"<details><summary>As a table</summary><table>{rows}</table></details></figure>"
    )


def _drawn(chart: Chart) -> Iterator[str]:
    most = max((bar.value for bar in chart.bars), default=0) or 1
    height = _ROW * len(chart.bars)
    yield f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(chart.title)}">'
    for number, bar in enumerate(chart.bars):
        top, width = number * _ROW, bar.value / most * (_WIDTH - _LABEL - 60)
        yield f'<text x="{_LABEL - 8}" y="{top + 14}" text-anchor="end">{escape(bar.label)}</text>'
        yield f'<rect x="{_LABEL}" y="{top + 3}" width="{width:.1f}" height="{_ROW - 6}"/>'
        yield f'<text x="{_LABEL + width + 6:.1f}" y="{top + 14}">{bar.value:g}</text>'
    yield "</svg>"


def _source(source: Source) -> str:
    said = ", ".join(escape(each) for each in (source.title, source.publisher, source.version) if each)
    link = f' <a href="{escape(source.url)}">{escape(source.url)}</a>' if source.url.startswith("https://") else ""
    return f"<li><code>{escape(source.key)}</code> {said}.{link} Graded {source.reliability}.</li>"

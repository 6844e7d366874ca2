"""A brief as a PDF of A4 pages, with its marking at the head and foot of each of them."""

from pathlib import Path

from fpdf import FPDF

from app.briefs.model import Brief, Chart, Line, Section
from app.sources.model import Source

_FONTS = Path(__file__).with_name("fonts")
_FONT = "DejaVu"
_MARGIN, _LABEL, _ROW = 16, 52, 5.4
_INK, _SOFT, _BAR = (20, 22, 26), (85, 91, 99), (43, 108, 176)


class _Pages(FPDF):
    """Pages that bear the banner and their number."""

    def __init__(self, brief: Brief) -> None:
        super().__init__(format="A4")
        self._brief = brief
        self.add_font(_FONT, "", _FONTS / "DejaVuSans.ttf")
        self.add_font(_FONT, "B", _FONTS / "DejaVuSans-Bold.ttf")
        self.set_margins(_MARGIN, 20, _MARGIN)
        self.set_auto_page_break(True, margin=20)
        self.alias_nb_pages()
        self.set_title(f"{brief.title}, {brief.on}")
        self.set_creator("Entente")
        self.set_lang("en")
        self.set_creation_date(brief.known_on)

    def header(self) -> None:
        """The banner at the head of a page."""
        self._banner(8, self._brief.banner)

    def footer(self) -> None:
        """The banner at its foot, with its number."""
        self._banner(-14, f"{self._brief.banner}   ·   {self.page_no()} / {{nb}}")

    def _banner(self, top: float, text: str) -> None:
        self.set_y(top)
        self.set_font(_FONT, "B", 8)
        self.set_text_color(*_INK)
        self.cell(0, 6, text, align="C", new_x="LMARGIN", new_y="NEXT")
        if top > 0:
            self.set_y(20)


def as_pdf(brief: Brief) -> bytes:
    """The file."""
    pages = _Pages(brief)
    pages.add_page()
    _text(pages, brief.title, size=18, bold=True)
    _text(
        pages,
        f"As of {brief.on}, as known on {brief.known_on:%Y-%m-%d %H:%M UTC}. What is not known is not said to be no. "
        "All sources that it rests on stand at the end.",
        size=9,
        soft=True,
    )
    for sentence in brief.in_short:
        _text(pages, f"– {sentence}", size=10)
    for number, section in enumerate(brief.sections, 1):
        _section(pages, number, section)
    _heading(pages, "Sources")
    for number, source in enumerate(brief.sources, 1):
        _source(pages, number, source)
    return bytes(pages.output())


def _section(pages: _Pages, number: int, section: Section) -> None:
    _heading(pages, f"{number}. {section.title}")
    _text(pages, section.asks, size=8.5, soft=True)
    if section.chart is not None:
        _chart(pages, section.chart)
    for line in section.lines:
        _line(pages, line)
    for remark in section.remarks:
        _text(pages, remark, size=9, bold=True)
    _text(pages, f"Queries: {', '.join(section.queries)}", size=7, soft=True)


def _heading(pages: _Pages, text: str) -> None:
    if pages.will_page_break(30):  # a heading does not stand alone at the foot of a page
        pages.add_page()
    pages.ln(4)
    pages.start_section(text)
    _text(pages, text, size=12.5, bold=True)


def _line(pages: _Pages, line: Line) -> None:
    pages.set_x(_MARGIN + 5 * min(line.level, 3))
    _text(pages, line.text, size=9)


def _source(pages: _Pages, number: int, source: Source) -> None:
    said = ", ".join(each for each in (source.title, source.publisher, source.version) if each)
    _text(pages, f"{number}. {source.key}: {said}. Graded {source.reliability}.", size=8.5)
    if source.url.startswith("https://"):
        _text(pages, source.url, size=7.5, soft=True, link=source.url)


def _text(pages: _Pages, text: str, *, size: float, bold: bool = False, soft: bool = False, link: str = "") -> None:
    pages.set_font(_FONT, "B" if bold else "", size)
    pages.set_text_color(*(_SOFT if soft else _INK))
    pages.multi_cell(0, size * 0.48, text, align="L", link=link, new_x="LMARGIN", new_y="NEXT")


def _chart(pages: _Pages, chart: Chart) -> None:
    """Bars, each with its label and its number: what is drawn can be read, and read out."""
    pages.ln(1)
    _text(pages, f"{chart.title} ({chart.unit})", size=9, bold=True)
    most = max((bar.value for bar in chart.bars), default=0) or 1
    whole = pages.w - 2 * _MARGIN - _LABEL - 18
    for bar in chart.bars:
        if pages.will_page_break(_ROW):
            pages.add_page()
        top, width = pages.get_y(), bar.value / most * whole
        pages.set_font(_FONT, "", 8)
        pages.set_text_color(*_INK)
        pages.cell(_LABEL - 2, _ROW, bar.label, align="R")
        pages.set_fill_color(*_BAR)
        pages.rect(_MARGIN + _LABEL, top + 0.9, width, _ROW - 1.8, style="F")
        pages.set_xy(_MARGIN + _LABEL + width + 1.5, top)
        pages.cell(16, _ROW, f"{bar.value:g}", new_x="LMARGIN", new_y="NEXT")
    pages.ln(1)

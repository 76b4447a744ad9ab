"""The PDF: every drawing has alt text, decoration is left out, and what paper hides is not laid out."""

from pathlib import Path

import pikepdf

from analysis.publishing.pdf import drop_hidden, name_drawings, write_pdf

CHART = '<svg viewBox="0 0 9 9" role="img" aria-label="Three raids &lt; four"><rect width="9" height="9"/></svg>'
ICON = '<svg class="icon" aria-hidden="true" viewBox="0 0 1 1"><path d="M0 0"/></svg>'


def test_a_drawing_gets_its_label_as_title_and_an_icon_goes() -> None:
    assert name_drawings(f"{ICON}{CHART}") == CHART.replace("<rect", "<title>Three raids &lt; four</title><rect")


def test_data_tables_and_the_phones_drawings_are_dropped_and_nothing_else() -> None:
    page = f'<details class="twin"><table></table></details><div class="narrow">{CHART}</div><div class="wide">x</div>'
    assert drop_hidden(page) == '<div class="wide">x</div>'


def test_the_alt_text_arrives_in_the_pdf(tmp_path: Path) -> None:
    page = f"<!DOCTYPE html><html lang=en><title>t</title><body><h1>t</h1><p>{ICON}</p>{CHART}</body></html>"
    write_pdf(page, tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        figures = [e for e in pdf.objects if isinstance(e, pikepdf.Dictionary) and e.get("/S") == "/Figure"]
        assert [str(figure.Alt) for figure in figures] == ["Three raids < four"]

"""The PDF: the same HTML on paper, tagged (PDF/UA-1), without a browser and without TeX."""

import logging
import re
from pathlib import Path

from analysis.intake.value import InputError

MISSING_LIBRARY = (
    "The PDF was not made: WeasyPrint can't load Pango, a system library. The HTML is complete.\n"
    "To get the PDF, install Pango and run again: Debian and Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0; "
    "Fedora: dnf install pango; macOS: brew install pango; Windows: see WeasyPrint's installation page."
)


LABELLED = re.compile(r'(<svg\b[^>]*\saria-label="([^"]*)"[^>]*>)')
# What the print style sheet hides anyway: data tables behind their summaries, and the phone's version of each drawing.
HIDDEN = re.compile(r'<details class="twin">.*?</details>|<div class="narrow">.*?</div>', re.DOTALL)
DECORATIVE = re.compile(r'<svg\b[^>]*\saria-hidden="true"[^>]*>.*?</svg>', re.DOTALL)


class PdfUnavailableError(InputError):
    """The system lacks what the PDF writer needs; everything else was made."""


def write_pdf(page: str, path: Path) -> None:
    """Writes the PDF of a page; reads neither files nor network, only the page. Raises PdfUnavailableError."""
    try:
        from weasyprint import HTML, URLFetcher  # here, not above: importing it loads the system library
    except OSError as error:
        raise PdfUnavailableError(f"{MISSING_LIBRARY}\n({error})") from error
    for name in ("fontTools", "weasyprint"):
        logging.getLogger(name).setLevel(logging.ERROR)
    page = name_drawings(drop_hidden(page))
    only_itself = URLFetcher(allowed_protocols=("data",), fail_on_errors=True)
    HTML(string=page, url_fetcher=only_itself, media_type="print").write_pdf(path, pdf_variant="pdf/ua-1")


def drop_hidden(page: str) -> str:
    """The page without what paper does not show; WeasyPrint would style all of it first, a third of its time."""
    return HIDDEN.sub("", page)


def name_drawings(page: str) -> str:
    """The page with the label of each drawing where WeasyPrint looks for alt text: in its `<title>`.

    In a browser that title would pop up over the whole chart, so the HTML does without. Decorative icons, each beside
    the word that it illustrates, are left out: PDF/UA wants alt text for every figure, and they have nothing to say.
    """
    return LABELLED.sub(r"\1<title>\2</title>", DECORATIVE.sub("", page))

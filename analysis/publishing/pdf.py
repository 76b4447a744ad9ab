"""The PDF: the same HTML on paper, tagged (PDF/UA-1), without a browser and without TeX."""

import logging
from pathlib import Path

from analysis.intake.value import InputError

MISSING_LIBRARY = (
    "The PDF was not made: WeasyPrint can't load Pango, a system library. The HTML is complete.\n"
    "To get the PDF, install Pango and run again: Debian and Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0; "
    "Fedora: dnf install pango; macOS: brew install pango; Windows: see WeasyPrint's installation page."
)


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
    only_itself = URLFetcher(allowed_protocols=("data",), fail_on_errors=True)
    HTML(string=page, url_fetcher=only_itself, media_type="print").write_pdf(path, pdf_variant="pdf/ua-1")

"""Briefbook: a news article about a security incident, plus event data, becomes a sourced briefing.

    article file ─┐                                                   ┌─► widgets (JupyterLab)
    event tables ─┼─► intake ──► reading ──► findings ──► exhibits ───┤
    review.yml ───┘   Case       Dossier     values       charts,     └─► static twins in the notebook
                                                          maps, tables             │
    ═══════════ the notebooks: the only place where the two halves meet ═══════════╪═
                                                                                   ▼
    briefbook run ─► publishing: papermill engine ─► executed notebooks ─► HTML · PDF · JSON · manifest

Each arrow is a sub-package ("room"). A room imports only rooms to its left; publishing knows notebooks and
files, and imports none of reading, findings, exhibits.
"""

__version__ = "0.1.0"

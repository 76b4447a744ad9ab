"""Values become things to look at: charts, maps, graphs, tables, the article reader, the front page.

`exhibit` is what each of them returns; `style.sheet()` is the one style sheet that they share.
"""

"""Web pages: the article, its lines and tables."""

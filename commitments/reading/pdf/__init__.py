"""PDF files: their pages, columns, ruled tables and scans."""

import pytest

from commitments.reading import Reading


@pytest.mark.parametrize(
    ("offset", "page"), [(0, 1), (4, 1), (5, 2), (8, 2), (9, 4), (100, 4), (-1, 1)]
)
def test_page_of_counts_from_one_and_passes_over_empty_pages(offset, page):
    reading = Reading("一二三四\n五六七\n\n八", "application/pdf", page_starts=(0, 5, 9, 9))

    assert reading.page_of(offset) == page


def test_page_of_is_unknown_where_the_file_has_no_pages():
    assert Reading("一二三四", "text/plain").page_of(2) is None

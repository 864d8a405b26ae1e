"""The browsable page, in a real browser that is cut off from the internet."""


def test_page_shows_every_operation(page):
    page.goto("/api/docs/")

    page.get_by_text("/api/v1/commitments/", exact=True).first.wait_for(timeout=30_000)

    assert page.get_by_text("List commitments", exact=True).count() == 1
    page.get_by_text("Track what the candidate says").click()
    page.get_by_text("What is not given stays as the reader proposes it").wait_for()

"""Pages on which people write stay as they are: without scripts somebody asks for them again."""

from playwright.sync_api import Locator, Page, expect

_MILLISECONDS = 60_000


def looked_again(page: Page, answer: Locator) -> None:
    """Wait until an answer is there; where the page offers to look again, take that."""
    again = page.get_by_role("link", name="Kijk nu opnieuw")
    while True:
        expect(answer.or_(again).first).to_be_visible(timeout=_MILLISECONDS)
        if answer.is_visible():
            return
        again.click()

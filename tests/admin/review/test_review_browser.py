"""The review page in a real browser: mouse, keyboard, and two people at once."""

import re

import pytest
from playwright.sync_api import expect

from commitments.choices import DocumentState
from commitments.domain.documents import extract, review
from commitments.models import Candidate, Commitment
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

SECOND = "备案助餐点293家"


def sign_in(page, person):
    page.goto("/admin/login/?next=/admin/")
    page.fill("[name=username]", person.username)
    page.fill("[name=password]", "a good password")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


@pytest.fixture
def document():
    found = make.document()
    make.candidate(found)
    make.candidate(
        found, quote=SECOND, kind="level", metric="备案助餐点", value="293", unit="家", due_on=None
    )
    found.state, found.read_at = DocumentState.READ, found.added_at
    found.save()
    return found


@pytest.fixture
def reviewer(page, document):
    person = make.supervisor("督查员")
    sign_in(page, person)
    page.goto(f"/admin/commitments/document/{document.pk}/review/")
    return person


def states(document):
    return list(document.candidates.in_text_order().values_list("state", flat=True))


def test_accept_key_opens_next_candidate_and_shows_state(page, document, reviewer):
    expect(page.locator("#ct-panel .ct-quote")).to_have_text(make.QUOTE)

    page.keyboard.press("a")

    expect(page.locator("#ct-panel .ct-quote")).to_have_text(SECOND)
    expect(page.locator("[data-count=pending]")).to_have_text("1")
    expect(page.locator("#ct-text .ct-state-accepted")).to_have_text(make.QUOTE)
    assert states(document) == ["accepted", "pending"]


def test_registers_the_corrected_field(page, document, reviewer):
    page.fill("[name=title]", "人均体育场地面积达到四平方米")
    page.fill("[name=value]", "４")
    page.locator("form[data-decision=accept] button[name=decision]").click()

    expect(page.locator("#ct-message")).to_contain_text("已立项")
    commitment = Commitment.objects.get()
    assert commitment.title == "人均体育场地面积达到四平方米"
    assert commitment.target.value == 4


def test_error_is_shown_at_its_field_and_input_is_preserved(page, document, reviewer):
    page.fill("[name=title]", "我的标题")
    page.fill("[name=value]", "很多")
    page.keyboard.press("Control+Enter")

    expect(page.locator(".ct-invalid .ct-error")).to_have_text("请输入数字，如3.7或1.2万亿。")
    expect(page.locator("[name=title]")).to_have_value("我的标题")
    assert states(document) == ["pending", "pending"]


def test_reject_key_asks_for_the_reason(page, document, reviewer):
    page.keyboard.press("r")
    expect(page.locator("[name=reason]")).to_be_focused()
    # While typing, letters are letters.
    page.keyboard.type("just a jam")
    page.keyboard.press("Enter")

    expect(page.locator("#ct-panel .ct-quote")).to_have_text(SECOND)
    assert document.candidates.get(state="rejected").decision_reason == "just a jam"


def test_keys_pressed_while_busy_are_not_lost(page, document, reviewer):
    page.keyboard.press("j")
    page.keyboard.press("r")

    expect(page.locator("[name=reason]")).to_be_focused()
    expect(page.locator("#ct-panel .ct-quote")).to_have_text(SECOND)


def test_common_reason_takes_one_click(page, document, reviewer):
    page.get_by_role("button", name="仅陈述现状，未作承诺").click()

    expect(page.locator("[data-count=rejected]")).to_have_text("1")


def test_key_reopens_a_rejected_candidate(page, document, reviewer):
    page.get_by_role("button", name="不构成承诺").click()
    expect(page.locator("[data-count=rejected]")).to_have_text("1")

    page.keyboard.press("k")
    expect(page.locator("#ct-panel .ct-quote")).to_have_text(make.QUOTE)
    page.keyboard.press("u")

    expect(page.locator("[data-count=pending]")).to_have_text("2")
    assert states(document) == ["pending", "pending"]


def test_merge_field_finds_commitment_by_title(page, document, reviewer):
    commitment = make.commitment(title="体育场地建设", indicator="另一指标")

    page.keyboard.press("m")
    page.locator(".select2-search__field").last.fill("场地建设")
    page.locator(".select2-results__option", has_text="体育场地建设").click()
    page.locator("form[data-decision=merge] button[name=decision]").click()

    expect(page.locator("#ct-message")).to_contain_text("已并入")
    assert document.candidates.get(state="merged").commitment == commitment


def test_unit_field_finds_unit_by_alias(page, document, reviewer):
    unit = make.unit("北京市海淀区体育局", short_name="区体育局")
    unit.aliases.create(name="海淀体育")

    page.locator("form[data-decision=accept] .select2-selection--single").first.click()
    page.locator(".select2-search__field").last.fill("海淀体育")
    page.locator(".select2-results__option", has_text="区体育局").click()
    page.locator("form[data-decision=accept] button[name=decision]").click()

    expect(page.locator("#ct-message")).to_contain_text("已立项")
    assert Commitment.objects.get().lead == unit


def test_unknown_unit_can_be_added_beside_the_form(page, document, reviewer):
    candidate = document.candidates.first()
    candidate.owners = ["共绩科技"]
    candidate.save()
    page.reload()

    with page.expect_popup() as opened:
        page.get_by_role("link", name="新建单位").click()
    popup = opened.value
    popup.locator("[name=_save]").click()
    expect(page.locator("#id_lead option:checked")).to_have_text("共绩科技")
    page.locator("form[data-decision=accept] button[name=decision]").click()

    expect(page.locator("#ct-message")).to_contain_text("已立项")
    assert Commitment.objects.get().lead.name == "共绩科技"


def test_enter_of_input_method_does_not_submit(page, document, reviewer):
    page.keyboard.press("r")
    expect(page.locator("[name=reason]")).to_be_focused()
    input_method = page.context.new_cdp_session(page)
    input_method.send(
        "Input.imeSetComposition", {"text": "zhongfu", "selectionStart": 7, "selectionEnd": 7}
    )
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    input_method.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    input_method.send("Input.insertText", {"text": "重复"})

    page.wait_for_timeout(300)
    expect(page.locator("[name=reason]")).to_have_value("重复")
    assert states(document) == ["pending", "pending"]


def test_clicking_a_passage_opens_its_candidate_and_updates_address(page, document, reviewer):
    page.locator("#ct-text [data-c]", has_text=SECOND).click()

    expect(page.locator("#ct-panel .ct-quote")).to_have_text(SECOND)
    expect(page).to_have_url(re.compile(r"candidate=\d+"))
    page.reload()
    expect(page.locator("#ct-panel .ct-quote")).to_have_text(SECOND)


def test_second_decision_is_refused_and_overwrites_nothing(page, document, reviewer):
    expect(page.locator("#ct-panel .ct-quote")).to_have_text(make.QUOTE)
    review.reject(document.candidates.first().pk, by=make.supervisor("同事"), reason="笼统")

    page.fill("[name=title]", "我的标题")
    page.locator("form[data-decision=accept] button[name=decision]").click()

    expect(page.locator("#ct-panel .ct-alert-error")).to_contain_text("同事")
    expect(page.locator("[name=title]")).to_have_value("我的标题")
    assert not Commitment.objects.exists()


def test_keys_are_ignored_during_composition(page, document, reviewer):
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown',"
        "{key: 'a', bubbles: true, isComposing: true}))"
    )
    page.wait_for_timeout(300)

    assert Candidate.objects.pending().count() == 2


def test_accepts_without_javascript(browser, live_server, document):
    person = make.supervisor()
    context = browser.new_context(java_script_enabled=False, base_url=str(live_server))
    page = context.new_page()
    page.goto("/admin/login/?next=/admin/")
    page.fill("[name=username]", person.username)
    page.fill("[name=password]", "a good password")
    page.locator("[name=password]").press("Enter")
    page.goto(f"/admin/commitments/document/{document.pk}/review/")

    page.locator("form[data-decision=accept] button[name=decision]").click()

    assert SECOND in page.locator("#ct-panel .ct-quote").inner_text()
    assert states(document) == ["accepted", "pending"]
    context.close()


ASIDE_TEXT = "某区2026年工作要点\n到2026年6月底，新增停车位500个，编号17。\n全面做好迎检。\n"


@pytest.fixture
def aside(page):
    found = make.document(ASIDE_TEXT)
    extract.extract_document(found.pk)
    sign_in(page, make.supervisor("督查员"))
    page.goto(f"/admin/commitments/document/{found.pk}/review/")
    return found


def test_key_makes_a_candidate_of_what_was_not_understood(page, aside):
    page.keyboard.press("g")
    expect(page.locator("#ct-message")).to_contain_text("没有读出")
    words = page.locator(".ct-pointed").inner_text()

    page.keyboard.press("n")

    expect(page.locator("#ct-panel .ct-quote")).to_contain_text(words)
    expect(page.locator("#ct-panel")).to_contain_text("人工")
    [chosen] = [one for one in aside.candidates.all() if "chosen" in one.warnings]
    assert words in chosen.quote


def test_key_makes_a_candidate_of_the_words_selected(page, aside):
    page.evaluate(
        """() => {
            const line = [...document.querySelectorAll("#ct-text .ct-line")]
                .find(one => one.textContent.startsWith("全面做好"));
            const range = document.createRange();
            range.selectNodeContents(line);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }"""
    )

    page.keyboard.press("n")

    expect(page.locator("#ct-panel .ct-quote")).to_have_text("全面做好迎检。")
    assert aside.candidates.filter(quote="全面做好迎检。").count() == 1


def test_key_without_words_says_what_to_do(page, aside):
    page.keyboard.press("n")

    expect(page.locator("#ct-message")).to_contain_text("先选中")

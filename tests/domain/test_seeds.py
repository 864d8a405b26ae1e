"""The source documents that come with the software, as a first start loads them."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from commitments.choices import CandidateState, JobState
from commitments.domain import seeds
from commitments.domain.platform.errors import Invalid
from commitments.models import Candidate, Commitment, Document, Job, Organization

pytestmark = pytest.mark.django_db
SEEDS = Path(__file__).parents[2] / "seeds"

SPORTS = {
    "人均体育场地面积不低于3.7平方米",
    "经常参加体育锻炼人数超过60%",
    "每千人拥有社会体育指导员人数不低于8.1名",
    "重大体育场馆建设11处",
    "争创国家重点高水平体育后备人才基地不少于1个",
    "出台主要支持政策4项",
}
CARE = {"备案助餐点不少于293家": 293, "养老家庭照护床位不少于39331张": 39331}


def test_seed_targets_are_tracked_and_other_candidates_pending():
    loaded = seeds.load(SEEDS)

    titles = set(Commitment.objects.values_list("title", flat=True))
    assert titles == SPORTS | set(CARE)
    assert loaded.commitments == len(titles)
    pending = Candidate.objects.filter(state=CandidateState.PENDING)
    assert pending.count() == loaded.candidates - loaded.commitments > 0
    assert not pending.filter(kind="target", duplicate_of=None).exists()
    assert Job.objects.get().state == JobState.DONE


def test_bureau_leads_what_its_head_promised_by_the_decided_date():
    seeds.load(SEEDS)

    bureau = Organization.objects.called("区体育局")
    for commitment in Commitment.objects.filter(title__in=SPORTS):
        assert commitment.lead == bureau
        assert commitment.due_on == date(2030, 12, 31)
        # Never in silence: the text says 十四五, and the page shows why another date stands.
        assert "十四五" in commitment.description
        [citation] = commitment.citations.select_related("candidate", "document")
        assert "period_conflict" in citation.candidate.warnings
        assert citation.document.text[citation.start : citation.end] == citation.quote


def test_levels_beside_a_promise_are_tracked_as_assumed():
    seeds.load(SEEDS)

    for title, level in CARE.items():
        commitment = Commitment.objects.get(title=title)
        assert commitment.lead == Organization.objects.called("区民政局")
        assert commitment.target.is_assumed
        assert (commitment.target.value, commitment.target.baseline) == (level, level)


def test_loading_twice_adds_nothing():
    seeds.load(SEEDS)

    assert seeds.load(SEEDS) == seeds.Loaded()
    assert Document.objects.count() == 1


def test_rejects_file_with_wrong_hash(tmp_path):
    folder = shutil.copytree(SEEDS, tmp_path / "seeds")
    with next(folder.glob("*.txt")).open("a", encoding="utf-8") as file:
        file.write("改")

    with pytest.raises(Invalid) as refusal:
        seeds.load(folder)
    assert "SHA-256" in str(refusal.value)
    assert not Document.objects.exists()


@pytest.mark.parametrize("content", ["", "{", "[]", json.dumps({"documents": []})])
def test_rejects_malformed_manifest(tmp_path, content):
    (tmp_path / "manifest.json").write_text(content, encoding="utf-8")

    with pytest.raises(Invalid):
        seeds.load(tmp_path)

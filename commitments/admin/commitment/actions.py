"""What can be done on a commitment's page: the address, the form and the verb of each action."""

from collections.abc import Sequence
from functools import partial

from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.admin.commitment import planning, transitions
from commitments.admin.commitment.forms import (
    AssignForm,
    DetailsForm,
    ExtensionEntryForm,
    ReviseForm,
)
from commitments.admin.commitment.tree_forms import MoveBelowForm, SplitForm, WeighForm
from commitments.admin.common.actions import ActionForm, PageAction
from commitments.admin.registers.breakdown_forms import GroupTargetsForm
from commitments.choices import ExtensionState, Transition
from commitments.domain.tracking import (
    assign,
    catalogue,
    extensions,
    milestones,
    overrides,
    targets,
    tree,
)
from commitments.models import Commitment, DeadlineExtension

NEW_TARGET = _("A new version of the target is in force.")
STEPS_SAVED = _("Milestones saved.")
OVERRIDDEN = _("The evaluation set by hand is in force.")
EXTENDED = _("The extension is entered; it counts from the day of its decision.")
REVOKED = _("Revoked; the computed evaluation counts again.")


def _split(parts: Sequence[Commitment]) -> str:
    codes = "、".join(part.code for part in parts)
    return gettext("Split into parts: %(codes)s.") % {"codes": codes}


def _moved(commitment: Commitment) -> str:
    return gettext("Moved.") if commitment.parent_id else gettext("It stands alone now.")


def _decided(extension: DeadlineExtension) -> str:
    if extension.state != ExtensionState.APPROVED:
        return gettext("The extension is refused; the due date stays.")
    day = formats.date_format(extension.new_due_on)
    return gettext("The extension is granted; the new due date is %(day)s.") % {"day": day}


def _transition(transition: Transition) -> PageAction:
    return PageAction(
        f"move/{transition.value}",
        partial(transitions.TransitionForm, transition),
        transitions.VERBS[transition],
        transitions.SUCCESS[transition],
        "move_form",
    )


ACTIONS = (
    PageAction("assign", AssignForm, assign.assign, _("Assigned."), "assign_form"),
    PageAction("revise", ReviseForm, targets.revise, NEW_TARGET, "revise_form"),
    PageAction("groups", GroupTargetsForm, targets.revise, NEW_TARGET, "groups_form"),
    PageAction("details", DetailsForm, catalogue.change, _("Saved."), "details_form"),
    PageAction(
        "steps",
        planning.MilestonesForm,
        milestones.set_milestones,
        STEPS_SAVED,
        "milestones_form",
    ),
    PageAction(
        "override", planning.OverrideForm, overrides.set_override, OVERRIDDEN, "override_form"
    ),
    PageAction("extended", ExtensionEntryForm, extensions.enter, EXTENDED, "extension_form"),
    PageAction("split", SplitForm, tree.split, _split, "tree_form", anchor="#parts"),
    PageAction("weigh", WeighForm, tree.weigh, _("Weights saved."), "tree_form"),
    PageAction("below", MoveBelowForm, tree.move_below, _moved, "tree_form"),
    *map(_transition, transitions.VERBS),
    # Buttons beside a row.
    PageAction(
        "acknowledge", ActionForm, assign.acknowledge, _("Receipt confirmed."), rows="assignments"
    ),
    PageAction(
        "step",
        planning.MilestoneForm,
        planning.mark,
        STEPS_SAVED,
        rows="milestones",
        anchor="#steps",
    ),
    PageAction("revoke", ActionForm, overrides.revoke, REVOKED, rows="overrides"),
    PageAction(
        "extension", transitions.DecisionForm, transitions.decide, _decided, rows="extensions"
    ),
)

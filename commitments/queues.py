"""The two queues of background work: a document never stands behind five hundred reminders."""

INTERACTIVE = "interactive"
"""What a person waits for: reading, batches, reports; and the sweep, which finds them again."""

BACKGROUND = "background"
"""What nobody waits for: assessment, reminders, digests."""

ALL = (INTERACTIVE, BACKGROUND)

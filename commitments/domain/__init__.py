"""The verbs: one function a thing that a person or the clock does, one transaction each."""

"""What must be true of a case, or be handed in, before a step: one function a condition, coded refusals as answers."""

"""Accounts, background jobs and schedules."""

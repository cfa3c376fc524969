"""The desks beside the chat: examples for policy advisers, workshops for trainers."""

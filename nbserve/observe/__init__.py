"""What an engine did, kept and shown: recordings, batch tables, traces, frames, metrics, pictures."""

"""Recordings need engines: those of the engine's own tests."""

from tests.engine.conftest import engine, serve, short_collections

__all__ = ["engine", "serve", "short_collections"]

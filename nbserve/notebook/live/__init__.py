"""See it live: the dashboard, its one thread, and the picture that a saved notebook keeps."""

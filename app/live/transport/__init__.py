"""engine.io and WebSocket: lines, frames and strangers; nothing of a workshop."""

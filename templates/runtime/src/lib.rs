//! The runtime of emitted clients.

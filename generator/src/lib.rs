//! Specloom.

//! The command line of Specloom.

fn main() {}

//! Scalars that the standard library lacks, and what stands for values that a document does not name.

mod nullable;
mod unknown;

pub use self::nullable::Nullable;
pub use self::unknown::UnknownValue;

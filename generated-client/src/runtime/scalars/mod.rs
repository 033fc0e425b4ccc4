//! Scalars that the standard library lacks, and what stands for values that a document does not name.

mod base64;
mod date_time;
mod nullable;
mod unknown;

pub use self::base64::Base64;
pub use self::date_time::{DateTime, DateTimeError};
pub use self::nullable::Nullable;
pub use self::unknown::UnknownValue;

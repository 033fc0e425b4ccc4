//! The tables in which emitted code is written, all in one place.

pub(crate) use super::operation_macros::{answer, answers, errors, multipart, operation};

// An API may need only some of the tables.
self::answer!();
self::answers!();
self::errors!();
self::multipart!();
self::operation!();

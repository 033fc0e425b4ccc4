//! The tables in which emitted code is written, all in one place.

pub(crate) use super::json_macros::{from_arms, json_enum, json_serde, json_struct, json_text, json_union, setters};
pub(crate) use super::multipart_macros::multipart;
pub(crate) use super::operation_macros::{answer, answers, errors, operation};
pub(crate) use super::stream_macros::{json_events, streaming};

// An API may need only some of the tables.
self::answer!();
self::answers!();
self::errors!();
self::from_arms!();
self::json_enum!();
self::json_serde!();
self::json_struct!();
self::json_text!();
self::json_union!();
self::operation!();
self::setters!();

//! The tables in which emitted code is written, all in one place.

pub(crate) use super::json_macros::{json_enum, json_struct, json_text, json_traits, setters};
pub(crate) use super::multipart_macros::multipart;
pub(crate) use super::operation_macros::{answer, answers, errors, operation};
pub(crate) use super::paging_macros::paged;
pub(crate) use super::stream_macros::{json_events, streaming};
pub(crate) use super::union_macros::{from_arms, json_union};

// An API may need only some of the tables.
self::answer!();
self::answers!();
self::errors!();
self::json_enum!();
self::json_traits!();
self::json_struct!();
self::json_text!();
self::operation!();
self::setters!();

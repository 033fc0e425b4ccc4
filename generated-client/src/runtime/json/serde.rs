//! `serde`'s traits on top of ours, by way of a free-form value: any self-describing format will do.
//!
//! A detour, and slower than [`from_str`] and [`to_string`](super::to_string): it is there so that types fit where
//! `serde` is asked for.

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::{Json, ToJson, from_str, to_string};

/// Writes a value into any format.
pub fn serialize<S: Serializer>(value: &dyn ToJson, serializer: S) -> Result<S::Ok, S::Error> {
    from_str::<Value>(&to_string(value)).map_err(S::Error::custom)?.serialize(serializer)
}

/// Reads a value from any self-describing format.
pub fn deserialize<'de, T: Json, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    from_str(&to_string(&value)).map_err(D::Error::custom)
}

//! JSON: the runtime's tables beside `serde_derive` and `serde_json`, decoding and encoding the same list.

mod derived;
mod document;
mod tables;

use std::error::Error;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::rounds::{medians, mib_per_s, timed};
use crate::runtime::json::{self, Json};

const ROUNDS: usize = 31;

/// Prints the figures of a list of messages, with a union among their types, and of one of plain records.
pub fn run() -> Result<(), Box<dyn Error>> {
    compare::<Vec<tables::Message>, Vec<derived::Message>>("json", &document::messages()?)?;
    compare::<Vec<tables::Record>, Vec<derived::Record>>("json-records", &document::records()?)
}

fn compare<T: Json, S: Serialize + DeserializeOwned>(label: &str, text: &[u8]) -> Result<(), Box<dyn Error>> {
    let ours: T = json::from_slice(text)?;
    let theirs: S = serde_json::from_slice(text)?;
    // Values are equal if both give the text that they came from.
    if json::to_vec(&ours) != text || serde_json::to_vec(&theirs)? != text {
        return Err(format!("{label}: the values differ").into());
    }
    let times = medians(
        ROUNDS,
        &mut [
            &mut || timed(|| json::from_slice::<T>(text)),
            &mut || timed(|| serde_json::from_slice::<S>(text)),
            &mut || timed(|| json::to_vec(&ours)),
            &mut || timed(|| serde_json::to_vec(&theirs)),
        ],
    );
    for (task, times) in ["decode", "encode"].iter().zip(times.chunks_exact(2)) {
        println!("{label} {task} specloom {:.1}", mib_per_s(text.len(), times[0]));
        println!("{label} {task} serde {:.1}", mib_per_s(text.len(), times[1]));
        println!("{label} {task} ratio {:.2}", times[1] / times[0]);
    }
    Ok(())
}

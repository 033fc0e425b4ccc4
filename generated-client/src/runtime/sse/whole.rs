//! Reads the commonest event, an optional name and one data line inside the chunk, without a look at what came before.

use super::field::{split_at_line_end, without_space};

/// A one in each byte of a word.
const ONES: u64 = u64::MAX / 0xFF;

/// The event at the start of `chunk`, if it has the common form and up to `limit` bytes, and what follows it.
#[inline]
pub(super) fn event(chunk: &[u8], limit: usize) -> Option<(&str, &str, &[u8])> {
    let (name, rest) = match chunk.strip_prefix(b"event:") {
        Some(tail) => {
            let (name, end) = split_at_near_line_end(without_space(tail))?;
            (name, past_line_end(end)?)
        }
        None => (&[][..], chunk),
    };
    let (data, end) = split_at_near_line_end(without_space(rest.strip_prefix(b"data:")?))?;
    let rest = past_line_end(past_line_end(end)?)?;
    if name.len() + data.len() > limit {
        return None;
    }
    let name = if name.is_empty() { "message" } else { std::str::from_utf8(name).ok()? };
    Some((name, std::str::from_utf8(data).ok()?, rest))
}

/// What follows the line end at the start of `end`, if it is sure where that ends.
#[inline]
fn past_line_end(end: &[u8]) -> Option<&[u8]> {
    match end {
        [b'\n', rest @ ..] | [b'\r', b'\n', rest @ ..] => Some(rest),
        _ => None,
    }
}

/// Splits before the first CR or LF, fast where it is near: names and tokens are so short that the call of the vector
/// search would cost more than the search.
#[inline]
fn split_at_near_line_end(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let Some((word, tail)) = bytes.split_first_chunk() else { return split_at_line_end(bytes) };
    if let Some(at) = line_end_in(*word) {
        return bytes.split_at_checked(at);
    }
    match tail.first_chunk().and_then(|word| line_end_in(*word)) {
        Some(at) => bytes.split_at_checked(word.len() + at),
        None => split_at_line_end(bytes),
    }
}

/// Position of the first CR or LF among eight bytes.
#[inline]
fn line_end_in(word: [u8; 8]) -> Option<usize> {
    let word = u64::from_le_bytes(word);
    let found = zero_bytes(word ^ (ONES * u64::from(b'\n'))) | zero_bytes(word ^ (ONES * u64::from(b'\r')));
    (found != 0).then_some(found.trailing_zeros() as usize / 8)
}

/// Sets the high bit of each byte that is zero; exact up to the first of them, where the subtraction starts to borrow.
#[inline]
fn zero_bytes(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & (ONES << 7)
}

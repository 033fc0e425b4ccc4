//! The event stream parser on the vectors, in both modes and cut in every way.

mod random;
mod streams;
mod vectors;

use std::time::Duration;

use random::Random;
use streams::{Event, Outcome, parse};
use vectors::{Retry, Vector};

/// Streams beyond this length are not cut in two at every place: that would take the square of it.
const LONG: usize = 8 * 1024;

#[test]
fn all_vectors_are_there() {
    let mut names: Vec<_> = vectors::all().into_iter().map(|vector| vector.name).collect();
    assert_eq!(names.len(), 138);
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 138);
}

#[test]
fn as_given() {
    each(|vector, _, check| check(&slices(&vector.chunks)));
}

#[test]
fn whole() {
    each(|_, stream, check| check(&[stream]));
}

#[test]
fn byte_by_byte() {
    each(|_, stream, check| check(&stream.chunks(1).collect::<Vec<_>>()));
}

/// At every place. Of long streams at every place within 128 bytes of either end and at every 389th in between, unless
/// `SPECLOOM_EVERY_CUT` is set: then everywhere, which a release build does in half a minute.
#[test]
fn cut_in_two() {
    let every = std::env::var_os("SPECLOOM_EVERY_CUT").is_some();
    each(|_, stream, check| {
        let long = stream.len() > LONG && !every;
        let near_an_end = |at: usize| at < 128 || at + 128 > stream.len();
        for at in (0..=stream.len()).filter(|at| !long || near_an_end(*at) || at % 389 == 0) {
            let (head, tail) = stream.split_at(at);
            check(&[head, tail]);
        }
    });
}

/// Sixty cuttings, from chunks of a byte or two to chunks of half the stream.
#[test]
fn cut_at_random() {
    each(|_, stream, check| {
        for seed in 0..60 {
            let mut random = Random::new(seed);
            let longest = 1 + random.below(1 + stream.len() / 2);
            check(&random.cut(stream, longest));
        }
    });
}

/// Empty chunks mean nothing, wherever they come.
#[test]
fn with_empty_chunks_between() {
    each(|_, stream, check| {
        check(&stream.chunks(1).flat_map(|byte| [&byte[..0], byte, &byte[..0]]).collect::<Vec<_>>());
    });
}

/// Calls `cutting` with each vector, its stream, and what checks the chunks it makes of that, in both modes.
fn each(cutting: impl Fn(&Vector, &[u8], &dyn Fn(&[&[u8]]))) {
    for vector in vectors::all() {
        let stream = vector.chunks.concat();
        for dataless in [false, true] {
            let whole = parse(dataless, [&stream[..]]);
            cutting(&vector, &stream, &|chunks| {
                let outcome = parse(dataless, chunks.iter().copied());
                assert_expected(&vector, dataless, &outcome);
                assert_eq!(outcome.comments, whole.comments, "{}", vector.name);
                assert_eq!(outcome.mid_event, whole.mid_event, "{}", vector.name);
            });
        }
    }
}

fn assert_expected(vector: &Vector, dataless: bool, outcome: &Outcome) {
    let name = &vector.name;
    let expected: Vec<Event> =
        vector.expected(dataless).into_iter().map(|event| (event.event, event.data, event.id)).collect();
    assert!(outcome.events == expected, "{name}, data-less {dataless}: {:?}", outcome.events);
    assert!(outcome.last_event_id == vector.last_event_id, "{name}: {:?}", outcome.last_event_id);
    match vector.retry {
        Retry::Unset => assert_eq!(outcome.retry, None, "{name}"),
        Retry::Milliseconds(time) => assert_eq!(outcome.retry, Some(Duration::from_millis(time)), "{name}"),
        Retry::Any => {}
    }
}

fn slices(chunks: &[Vec<u8>]) -> Vec<&[u8]> {
    chunks.iter().map(Vec::as_slice).collect()
}

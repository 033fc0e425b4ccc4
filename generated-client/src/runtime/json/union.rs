//! Which arm of a union a JSON value is: by kind, then by tag, then by members, looked at before anything is read.
//!
//! An arm that was chosen for its tag and cannot be read is an error, never an unknown shape: what a server meant is
//! known, and that it is broken should be seen. Of several arms that can be read the one that loses least is taken. The
//! search is not generic; a union adds a table of its arms.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::error::{JsonError, JsonErrorKind};
use super::reader::{Kind, Reader};

/// Kinds of JSON values as bits, for the table of a union's arms.
pub mod kinds {
    /// `null`
    pub const NULL: u8 = 1;

    /// `true` and `false`
    pub const BOOLEAN: u8 = 2;

    /// A number that is an integer.
    pub const INTEGER: u8 = 4;

    /// Any number.
    pub const NUMBER: u8 = 12;

    /// A string.
    pub const STRING: u8 = 16;

    /// An array.
    pub const ARRAY: u8 = 32;

    /// An object.
    pub const OBJECT: u8 = 64;

    /// Any value.
    pub const ANY: u8 = 127;
}

/// A union: how its arms are told apart.
#[derive(Clone, Copy, Debug)]
pub struct Union {
    /// The member whose value names the arm.
    pub tag: Option<&'static str>,

    /// The arm of a value whose tag is missing or names no arm.
    pub otherwise: Option<&'static str>,

    /// In the order of preference among equals.
    pub arms: &'static [Arm],
}

/// One arm of a union.
#[derive(Clone, Copy, Debug)]
pub struct Arm {
    /// The variant.
    pub name: &'static str,

    /// What it can be, of [`kinds`].
    pub kinds: u8,

    /// The values of the tag that choose it.
    pub tags: &'static [&'static str],

    /// Members that it must have.
    pub has: &'static [&'static str],

    /// Members that it may have, the required ones among them.
    pub knows: &'static [&'static str],
}

/// What a shape that no arm knows weighs against what is lost: it is kept, but an arm that knows it is better, even one
/// that writes a few constants which were not there.
const UNKNOWN: usize = 8;

enum Choice {
    /// The tag says so.
    Tagged(&'static Arm),

    /// The tag says that it is one of these; the others are for what none of them can read.
    Named(Vec<&'static Arm>, Vec<&'static Arm>),

    /// All that fit, the best first.
    Fitting(Vec<&'static Arm>),
}

/// Reads a union; `arm` reads the variant of a name, and for the empty name the unknown one.
pub fn read_union<T>(
    reader: &mut Reader<'_>,
    union: &Union,
    arm: fn(&str, &mut Reader<'_>) -> Result<T, JsonError>,
) -> Result<T, JsonError> {
    let mut best = None;
    search(reader, union, &mut |name, attempt, bound| {
        let value = arm(name, attempt)?;
        if attempt.lost() < bound {
            best = Some(value);
        }
        Ok(())
    })?;
    best.ok_or_else(|| reader.mismatch("a known shape"))
}

/// Tries the arms that fit, the likeliest first, until one keeps all that is there; else the one that loses least is
/// it. Reads with an arm, whose value is kept if less than the bound was lost until then.
fn search(
    reader: &mut Reader<'_>,
    union: &Union,
    read: &mut dyn FnMut(&str, &mut Reader<'_>, usize) -> Result<(), JsonError>,
) -> Result<(), JsonError> {
    let (preferred, others) = match choose(&mut reader.clone(), union)? {
        Choice::Tagged(chosen) => {
            return read(chosen.name, reader, usize::MAX).map_err(|error| error.of_arm(chosen.name));
        }
        Choice::Named(named, others) => (named, others),
        Choice::Fitting(fitting) => (fitting, Vec::new()),
    };
    if preferred.is_empty() && others.is_empty() {
        reader.count_lost(UNKNOWN);
        return read("", reader, usize::MAX);
    }
    let mut failures = Vec::new();
    let mut best: Option<Reader<'_>> = None;
    let named = preferred.len();
    for (index, candidate) in preferred.into_iter().chain(others).enumerate() {
        if index >= named && best.is_some() {
            break;
        }
        // What is within is tried in all ways but once: else the attempts would multiply with the depth.
        let mut attempt = reader.clone().with_haste(reader.is_hasty() || best.is_some());
        let bound = best.as_ref().map_or(usize::MAX, Reader::lost);
        match read(candidate.name, &mut attempt, bound) {
            Ok(()) if attempt.lost() < bound => best = Some(attempt),
            Ok(()) => {}
            Err(error) => failures.push((candidate.name, error)),
        }
        if best.as_ref().is_some_and(|best| best.lost() == reader.lost() || reader.is_hasty()) {
            break;
        }
    }
    let Some(best) = best else { return Err(no_arm(&failures, reader.offset())) };
    *reader = best.with_haste(reader.is_hasty());
    Ok(())
}

fn choose(reader: &mut Reader<'_>, union: &Union) -> Result<Choice, JsonError> {
    let kind = bits(reader)?;
    let fitting = union.arms.iter().filter(|arm| arm.kinds & kind != 0);
    if kind != kinds::OBJECT {
        // The arm that says most about the kind comes first: an integer before any number, any value last.
        let mut arms: Vec<&'static Arm> = fitting.collect();
        arms.sort_by_key(|arm| arm.kinds.count_ones());
        return Ok(Choice::Fitting(arms));
    }
    let mut untagged = false;
    if let Some(tag) = union.tag {
        let value = tag_value(reader.clone(), tag)?;
        let is_meant = |arm: &&Arm| value.as_deref().is_some_and(|value| arm.tags.contains(&value));
        let mut meant = fitting.clone().filter(is_meant);
        match (meant.next(), meant.next()) {
            (Some(chosen), None) => return Ok(Choice::Tagged(chosen)),
            (Some(first), Some(second)) => {
                let named = [first, second].into_iter().chain(meant).collect();
                return shared(reader, named, fitting.filter(|arm| arm.tags.is_empty()));
            }
            (None, _) => {}
        }
        if let Some(chosen) = union.arms.iter().find(|arm| Some(arm.name) == union.otherwise) {
            return Ok(Choice::Tagged(chosen));
        }
        // A tag that no arm names is of an arm without tags, if of any.
        untagged = value.is_some();
    }
    let mut arms: Vec<&'static Arm> = fitting.filter(|arm| !untagged || arm.tags.is_empty()).collect();
    if arms.iter().any(|arm| !arm.has.is_empty()) || arms.len() > 1 {
        rank(reader, &mut arms)?;
    }
    Ok(Choice::Fitting(arms))
}

/// Arms that share a value of the tag are told apart by their members; an arm without tags is what is left.
fn shared(
    reader: &mut Reader<'_>,
    mut named: Vec<&'static Arm>,
    untagged: impl Iterator<Item = &'static Arm>,
) -> Result<Choice, JsonError> {
    let all = named.clone();
    rank(reader, &mut named)?;
    if named.is_empty() {
        named = all;
    }
    Ok(Choice::Named(named, untagged.collect()))
}

/// Drops the arms that miss a required member and puts those first that know most of the members, then those to
/// which fewest are foreign.
fn rank(reader: &mut Reader<'_>, arms: &mut Vec<&'static Arm>) -> Result<(), JsonError> {
    let mut names: Vec<String> = Vec::new();
    reader.object(&mut |name, value| {
        names.push(name.to_owned());
        value.skip()
    })?;
    let present = |name: &str| names.iter().any(|member| member == name);
    arms.retain(|arm| arm.has.iter().all(|name| present(name)));
    arms.sort_by_cached_key(|arm| {
        let known = names.iter().filter(|name| arm.knows.contains(&name.as_str())).count();
        (Reverse(known), names.len() - known, arm.kinds.count_ones())
    });
    Ok(())
}

fn bits(reader: &mut Reader<'_>) -> Result<u8, JsonError> {
    Ok(match reader.kind()? {
        Kind::Null => kinds::NULL,
        Kind::Boolean => kinds::BOOLEAN,
        Kind::Number if reader.clone().integer().is_ok() => kinds::INTEGER,
        Kind::Number => kinds::NUMBER & !kinds::INTEGER,
        Kind::String => kinds::STRING,
        Kind::Array => kinds::ARRAY,
        Kind::Object => kinds::OBJECT,
    })
}

/// The value of the tag: of a string its text, of another scalar its JSON. The first of several counts, so that a
/// tag in front costs nothing.
fn tag_value<'a>(mut reader: Reader<'a>, tag: &str) -> Result<Option<Cow<'a, str>>, JsonError> {
    let mut found = None;
    reader.scan(&mut |name, value| {
        if name != tag {
            value.skip()?;
            return Ok(true);
        }
        found = match value.kind()? {
            Kind::String => Some(value.string()?),
            Kind::Boolean | Kind::Number => Some(Cow::Borrowed(value.raw()?)),
            Kind::Null | Kind::Array | Kind::Object => None,
        };
        Ok(false)
    })?;
    Ok(found)
}

fn no_arm(failures: &[(&str, JsonError)], offset: usize) -> JsonError {
    if let [(name, error)] = failures {
        return error.clone().of_arm(name);
    }
    let reasons: Vec<String> = failures.iter().map(|(name, error)| format!("`{name}`: {error}")).collect();
    JsonError::new(JsonErrorKind::Union, format!("no shape fits ({})", reasons.join("; ")), offset)
}

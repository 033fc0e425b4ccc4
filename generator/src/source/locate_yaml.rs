//! Finds where values stand in YAML text, from the events of a parser that keeps marks.
//!
//! What stands below an alias or came in by a merge key is placed at the alias or at the object that merges.

use std::collections::BTreeSet;

use saphyr_parser::{Event, Parser, Span};

use super::locate::Spot;
use super::wanted::Wanted;
use crate::pointer::Pointer;

/// The spaces put in front of a line that stands too far to the left.
const SHIFT: u32 = 200;

/// How many brackets may be open before the nesting is looked into.
const SUSPICIOUS_DEPTH: usize = 1_000;

/// How many lines are moved one by one.
const MOST_MOVED: usize = 20;

/// The place of each wanted pointer: of its key, with the value when that is a scalar on the same line.
///
/// The parser is stricter than the one that read the text: it wants flow collections to be indented (YAML 1.2, section
/// 8.1). Lines it refuses are moved to the right, and their columns counted back.
pub(super) fn scan(text: &str, pointers: &[&Pointer]) -> Vec<Option<Spot>> {
    let mut moved: BTreeSet<usize> = BTreeSet::new();
    let mut shifted = String::new();
    loop {
        let mut wanted = Wanted::new(pointers);
        let refused = walk(if moved.is_empty() { text } else { &shifted }, &mut wanted);
        let found = wanted.found();
        let Some(line) = refused.filter(|line| moved.len() < MOST_MOVED && !moved.contains(line)) else {
            return found.into_iter().map(|spot| spot.map(|spot| moved_back(spot, &moved))).collect();
        };
        moved.insert(line);
        if moved.len() == 1 {
            moved.extend(text.lines().enumerate().filter(|(_, line)| only_closes(line)).map(|(index, _)| index + 1));
        }
        shifted = shift(text, &moved);
    }
}

/// Where flow collections are nested too deep for any parser. The one that reads the text takes quadratic time there, so
/// this is asked first; it counts brackets and looks closer only when there are very many.
pub(super) fn bottomless(text: &str) -> Option<(usize, usize)> {
    let step = |(depth, deepest): (usize, usize), byte| match byte {
        b'[' | b'{' => (depth + 1, deepest.max(depth + 1)),
        b']' | b'}' => (depth.saturating_sub(1), deepest),
        _ => (depth, deepest),
    };
    let (_, deepest) = text.bytes().fold((0, 0), step);
    if deepest < SUSPICIOUS_DEPTH {
        return None;
    }
    let error = Parser::new_from_str(text).find_map(Result::err)?;
    let at = error.marker();
    (error.info() == "recursion limit exceeded").then(|| (at.line(), at.col() + 1))
}

fn only_closes(line: &str) -> bool {
    let line = line.trim();
    line.starts_with(['}', ']']) && line.chars().all(|c| "}], ".contains(c))
}

fn shift(text: &str, moved: &BTreeSet<usize>) -> String {
    let indent = " ".repeat(SHIFT as usize);
    let lines = text.split_inclusive('\n').enumerate();
    lines.flat_map(|(index, line)| [if moved.contains(&(index + 1)) { &indent } else { "" }, line]).collect()
}

fn moved_back(spot: Spot, moved: &BTreeSet<usize>) -> Spot {
    let is_moved = moved.contains(&(spot.line as usize));
    Spot { column: if is_moved { spot.column.saturating_sub(SHIFT).max(1) } else { spot.column }, ..spot }
}

/// Notes what is found, up to the line that is refused if there is one.
fn walk(text: &str, wanted: &mut Wanted<Spot>) -> Option<usize> {
    let mut parser = Parser::new_from_str(text);
    let mut open: Vec<Frame> = Vec::new();
    loop {
        let (event, span) = match parser.next_event()? {
            Ok(found) => found,
            Err(error) => return Some(error.marker().line()),
        };
        match event {
            Event::Scalar(text, ..) => match open.last_mut() {
                Some(frame) if frame.takes_key() => frame.key = Some((text.into_owned(), span)),
                _ => place(&mut open, wanted, &span, Shape::Scalar),
            },
            Event::Alias(_) => match open.last_mut() {
                Some(frame) if frame.takes_key() => frame.key = Some((String::new(), span)),
                _ => place(&mut open, wanted, &span, Shape::Scalar),
            },
            Event::MappingStart(..) => place(&mut open, wanted, &span, Shape::Mapping),
            Event::SequenceStart(..) => place(&mut open, wanted, &span, Shape::Sequence),
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
            }
            // Only the first document is read.
            Event::DocumentEnd => return None,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => {}
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Scalar,
    Mapping,
    Sequence,
}

/// A container that is open, the node that wants something in it, and the member or item that comes next.
struct Frame {
    node: Option<usize>,
    is_mapping: bool,
    key: Option<(String, Span)>,
    position: usize,
}

impl Frame {
    fn takes_key(&self) -> bool {
        self.is_mapping && self.key.is_none()
    }

    /// The node of the value that comes next, and its key. A container in the place of a key has neither.
    fn next(&mut self, wanted: &Wanted<Spot>) -> (Option<usize>, Option<Span>) {
        if self.is_mapping {
            let Some((text, span)) = self.key.take() else { return (None, None) };
            return (self.node.and_then(|node| wanted.child(node, &text)), Some(span));
        }
        let position = self.position;
        self.position += 1;
        (self.node.and_then(|node| wanted.child(node, &position.to_string())), None)
    }
}

fn place(open: &mut Vec<Frame>, wanted: &mut Wanted<Spot>, span: &Span, shape: Shape) {
    let (node, key) = match open.last_mut() {
        Some(frame) if frame.takes_key() => {
            // The container itself is the key: its value follows under a name that nobody can want.
            frame.key = Some((String::new(), *span));
            (None, None)
        }
        Some(frame) => frame.next(wanted),
        None => (Some(Wanted::<Spot>::ROOT), None),
    };
    if let Some(node) = node {
        wanted.set(node, spot(key.as_ref(), span, shape));
    }
    if shape != Shape::Scalar {
        open.push(Frame { node, is_mapping: shape == Shape::Mapping, key: None, position: 0 });
    }
}

fn spot(key: Option<&Span>, value: &Span, shape: Shape) -> Spot {
    let start = key.unwrap_or(value).start;
    let one_line = shape == Shape::Scalar && value.end.line() == start.line();
    let end = match (one_line, key) {
        (true, _) => value.end.index(),
        (false, Some(key)) => key.end.index(),
        (false, None) => start.index() + 1,
    };
    let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
    let length = number(end.saturating_sub(start.index())).max(1);
    Spot { line: number(start.line()), column: number(start.col() + 1), length }
}

//! Finds where values stand in JSON text: a scan along the wanted pointers that skips everything else.
//!
//! Expects text that parsed; on other text it finds less, but it always ends and never recurses.

use std::ops::Range;

use super::wanted::Wanted;

/// Notes the bytes of each wanted value: of its key, with the value when that is a scalar on the same line.
pub(super) fn scan(text: &str, wanted: &mut Wanted<(usize, usize)>) {
    let mut scanner = Scanner { text, bytes: text.as_bytes(), at: 0 };
    let mut open: Vec<Frame> = scanner.value(Some(Wanted::<(usize, usize)>::ROOT), None, wanted).into_iter().collect();
    while let Some(frame) = open.last_mut() {
        scanner.blanks();
        match scanner.byte() {
            None => return,
            Some(b'}' | b']') => {
                scanner.at += 1;
                open.pop();
            }
            Some(b',') => scanner.at += 1,
            Some(_) => {
                let (node, key) = scanner.member(frame, wanted);
                let inside = scanner.value(node, key, wanted);
                open.extend(inside);
            }
        }
    }
}

/// A container on the way to a wanted value.
struct Frame {
    node: usize,
    is_object: bool,
    position: usize,
}

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl Scanner<'_> {
    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while self.byte().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// Reads up to the value of the next member or item: the node that wants it, and the bytes of its key.
    fn member(&mut self, frame: &mut Frame, wanted: &Wanted<(usize, usize)>) -> (Option<usize>, Option<Range<usize>>) {
        if !frame.is_object {
            let node = wanted.child(frame.node, &frame.position.to_string());
            frame.position += 1;
            return (node, None);
        }
        let start = self.at;
        self.scalar();
        let key = start..self.at;
        let node = self.text.get(key.clone()).and_then(|key| {
            let inner = key.strip_prefix('"')?.strip_suffix('"')?;
            if inner.contains('\\') {
                wanted.child(frame.node, &serde_json::from_str::<String>(key).ok()?)
            } else {
                wanted.child(frame.node, inner)
            }
        });
        self.blanks();
        if self.byte() == Some(b':') {
            self.at += 1;
        }
        (node, Some(key))
    }

    /// Passes a value and notes its place; a container with something wanted inside is entered instead.
    fn value(
        &mut self,
        node: Option<usize>,
        key: Option<Range<usize>>,
        wanted: &mut Wanted<(usize, usize)>,
    ) -> Option<Frame> {
        self.blanks();
        let start = self.at;
        let is_object = match self.byte()? {
            b'{' => true,
            b'[' => false,
            _ => {
                self.scalar();
                let whole = key.as_ref().map_or(start, |key| key.start)..self.at;
                let one_line = !self.text.get(whole.clone()).unwrap_or_default().contains('\n');
                let shown = key.filter(|_| !one_line).unwrap_or(whole);
                if let Some(node) = node {
                    wanted.set(node, (shown.start, shown.end));
                }
                return None;
            }
        };
        if let Some(node) = node {
            let shown = key.unwrap_or(start..start + 1);
            wanted.set(node, (shown.start, shown.end));
            if wanted.has_children(node) {
                self.at += 1;
                return Some(Frame { node, is_object, position: 0 });
            }
        }
        self.container();
        None
    }

    /// Passes a string, or a number or word, and at least one byte.
    fn scalar(&mut self) {
        let quoted = self.byte() == Some(b'"');
        self.at += 1;
        while let Some(byte) = self.byte() {
            match byte {
                b'"' if quoted => {
                    self.at += 1;
                    return;
                }
                b'\\' if quoted => self.at += 2,
                b',' | b':' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t' if !quoted => return,
                _ => self.at += 1,
            }
        }
        self.at = self.at.min(self.bytes.len());
    }

    fn container(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.byte() {
            match byte {
                b'"' => {
                    self.scalar();
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }
}

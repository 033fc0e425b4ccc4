//! Which requests an answer is for: a method and a path with parameters.

use std::cmp::Reverse;

use super::MockAnswer;

/// The answers for one method and path.
pub(super) struct Route {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) answers: Vec<MockAnswer>,
    /// How many requests there were.
    asked: usize,
}

impl Route {
    pub(super) fn new(method: &str, path: &str, answer: MockAnswer) -> Self {
        Self { method: method.to_owned(), path: path.to_owned(), answers: vec![answer], asked: 0 }
    }

    /// The next answer; the last one stays.
    pub(super) fn answer(&mut self) -> MockAnswer {
        let answer = self.answers.get(self.asked).or(self.answers.last()).cloned();
        self.asked = self.asked.saturating_add(1);
        answer.unwrap_or_default()
    }

    /// A line for each answer that was not given.
    pub(super) fn unused(&self) -> Vec<String> {
        vec![format!("{} {}", self.method, self.path); self.answers.len().saturating_sub(self.asked)]
    }
}

/// The route that fits best.
pub(super) fn find<'r>(routes: &'r mut [Route], method: &str, path: &str) -> Option<&'r mut Route> {
    let fitting = routes.iter_mut().enumerate().filter(|(_, route)| route.method.eq_ignore_ascii_case(method));
    let ranked = fitting.filter_map(|(index, route)| Some(((fit(&route.path, path)?, Reverse(index)), route)));
    ranked.max_by_key(|(rank, _)| *rank).map(|(_, route)| route)
}

/// How well `path` ends in what `template` says: how many segments are the same, and how many of them letter by letter.
fn fit(template: &str, path: &str) -> Option<(usize, usize)> {
    let template = template.split('?').next().unwrap_or_default().trim_start_matches('/');
    let (patterns, mut segments) = (template.rsplit('/'), path.trim_start_matches('/').rsplit('/'));
    let (mut all, mut literal) = (0, 0);
    for pattern in patterns {
        if !is_like(pattern, segments.next()?) {
            return None;
        }
        all += 1;
        literal += usize::from(!pattern.contains('{'));
    }
    Some((all, literal))
}

/// Whether `text` is `pattern` with a character or more in place of each parameter.
fn is_like(pattern: &str, text: &str) -> bool {
    let Some((literal, rest)) = pattern.split_once('{') else { return pattern == text };
    let Some(text) = text.strip_prefix(literal) else { return false };
    let rest = rest.split_once('}').map_or("", |(_, rest)| rest);
    let mut ends = text.char_indices().map(|(start, letter)| start + letter.len_utf8());
    ends.any(|end| text.get(end..).is_some_and(|text| is_like(rest, text)))
}

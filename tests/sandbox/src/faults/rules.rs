//! Which fault is on for a request.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use super::Fault;

/// A fault for all requests of a method and a path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Method and path, in both of which `*` stands for anything: `POST /runs/*`.
    #[serde(rename = "match")]
    pub pattern: String,
    /// How many requests it is for; all if there is no number.
    #[serde(default)]
    pub times: Option<u32>,
    /// The fault: `cut;events=3`.
    pub fault: String,
}

impl Rule {
    /// A rule.
    pub fn new(pattern: &str, times: impl Into<Option<u32>>, fault: &str) -> Self {
        Self { pattern: pattern.to_owned(), times: times.into(), fault: fault.to_owned() }
    }
}

/// The faults that are on.
#[derive(Debug, Default)]
pub(crate) struct Switches {
    rules: Mutex<Vec<Rule>>,
    /// How often each header came.
    counts: Mutex<BTreeMap<String, u64>>,
}

impl Switches {
    /// Switches on what `rules` say, and everything else off.
    pub(crate) fn set(&self, rules: Vec<Rule>) -> Result<(), String> {
        for rule in &rules {
            rule.fault.parse::<Fault>()?;
        }
        lock(&self.counts).clear();
        *lock(&self.rules) = rules;
        Ok(())
    }

    /// The rules, with what is left of their numbers.
    pub(crate) fn rules(&self) -> Vec<Rule> {
        lock(&self.rules).clone()
    }

    /// The fault for a request: that of its header, else that of the first rule for it which is not used up.
    pub(crate) fn pick(&self, method: &str, path: &str, header: Option<&str>) -> Result<Option<Fault>, String> {
        if let Some(text) = header {
            let fault: Fault = text.parse()?;
            return Ok(self.is_on(text, &fault).then_some(fault));
        }
        let line = format!("{method} {path}");
        let mut rules = lock(&self.rules);
        let rule = rules.iter_mut().find(|rule| rule.times != Some(0) && fits(&rule.pattern, &line));
        let Some(rule) = rule else { return Ok(None) };
        rule.times = rule.times.map(|times| times.saturating_sub(1));
        let (text, fault) = (rule.fault.clone(), rule.fault.parse::<Fault>()?);
        drop(rules);
        Ok(self.is_on(&text, &fault).then_some(fault))
    }

    /// Whether a fault is neither used up nor yet to come: `after=N` passes over the first N requests.
    fn is_on(&self, text: &str, fault: &Fault) -> bool {
        let mut counts = lock(&self.counts);
        let count = counts.entry(text.to_owned()).or_default();
        *count += 1;
        let after = fault.number("after").unwrap_or_default();
        // Tokens that expire anew with every request would be of no use.
        let default = if fault.name == "expire-token" { 1 } else { u64::MAX };
        let times = fault.number("times").unwrap_or(default);
        *count > after && *count - after <= times
    }
}

/// Whether a text is one of a pattern in which `*` stands for anything.
fn fits(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((before, rest)) => text
            .strip_prefix(before)
            .is_some_and(|text| (0..=text.len()).any(|place| text.get(place..).is_some_and(|text| fits(rest, text)))),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit() {
        assert!(fits("* /threads/*", "GET /threads/1/state"));
        assert!(fits("POST /runs/stream", "POST /runs/stream"));
        assert!(!fits("POST /runs/*", "GET /runs/stream"));
    }

    #[test]
    fn a_rule_is_used_up() {
        let switches = Switches::default();
        switches.set(vec![Rule::new("GET /a", 2, "500")]).unwrap();
        let on = || switches.pick("GET", "/a", None).unwrap().is_some();
        assert_eq!([on(), on(), on()], [true, true, false]);
    }

    #[test]
    fn a_header_counts_for_itself() {
        let switches = Switches::default();
        let on = |header| switches.pick("GET", "/a", Some(header)).unwrap().is_some();
        assert_eq!([on("500;times=1"), on("500;times=1"), on("500;times=1;n=2")], [true, false, true]);
        assert_eq!([on("500;after=1"), on("500;after=1")], [false, true]);
    }
}

//! Faults on demand: what goes wrong between a client and a backend, one at a time and the same way each time.
//!
//! A fault is a name with parameters: `cut;events=3;mode=rst`. It is switched on by the header `x-sandbox-fault` of a
//! request, else by a rule for its method and path. `times=N` ends it after N requests.

mod apply;
mod content;
mod encode;
mod frames;
mod refuse;
mod rewrite;
mod rules;

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

pub(crate) use self::apply::layer;
pub use self::rules::Rule;
pub(crate) use self::rules::Switches;

/// Every fault, by the section of the catalogue it belongs to.
pub const FAULTS: &[&[&str]] = &[
    &["slow-headers"],
    &["slow-body"],
    &["stall"],
    &["cut"],
    &["half-event"],
    &["expire-token"],
    &["401", "403-not-authenticated"],
    &["404-html", "405", "307-slash", "307-downgrade", "307-other-host"],
    &["422"],
    &["409", "402", "400"],
    &["429"],
    &["500", "502", "503", "504", "500-event-stream"],
    &["wrong-content-type"],
    &["bad-json"],
    &["schema-drift"],
    &["bad-sse"],
    &["giant-event"],
    &["flood"],
    &["error-event"],
    &["gzip", "br"],
    &["duplicate", "reorder", "replay-after-tool"],
    &["early-close-upload"],
    &["keepalive-race"],
    &["drop-detect"],
];

/// A fault with its parameters.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fault {
    pub(crate) name: String,
    parameters: BTreeMap<String, String>,
}

impl FromStr for Fault {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut parts = text.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default().to_owned();
        if !FAULTS.iter().any(|section| section.contains(&name.as_str())) {
            return Err(format!("`{name}` is no fault"));
        }
        let parameters = parts.filter(|part| !part.is_empty()).map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, "true"));
            (name.to_owned(), value.to_owned())
        });
        Ok(Self { name, parameters: parameters.collect() })
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name)?;
        self.parameters.iter().try_for_each(|(name, value)| write!(formatter, ";{name}={value}"))
    }
}

impl Fault {
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.parameters.get(name).map(String::as_str)
    }

    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        self.text(name)?.parse().ok()
    }

    pub(crate) fn count(&self, name: &str) -> Option<usize> {
        self.text(name)?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_read() {
        let fault: Fault = "cut; events=3;mode=rst;x==y".parse().unwrap();
        assert_eq!((fault.name.as_str(), fault.number("events"), fault.text("mode")), ("cut", Some(3), Some("rst")));
        assert_eq!(fault.text("x"), Some("=y"));
        assert_eq!("cot".parse::<Fault>(), Err("`cot` is no fault".to_owned()));
    }
}

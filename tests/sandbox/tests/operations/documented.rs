//! What the document promises: operations and the statuses of their answers.

use std::collections::BTreeSet;

use epsimo_sandbox::{DOCUMENT, Entry};
use serde_json::Value;

/// How many answers are documented that mean success, and how many that mean failure.
pub(crate) const COUNTS: (usize, usize) = (59, 107);

/// All answers, as (`GET /threads/`, status).
pub(crate) fn documented() -> BTreeSet<(String, u16)> {
    let document: Value = serde_json::from_str(DOCUMENT).unwrap();
    let mut all = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            for status in operation["responses"].as_object().into_iter().flatten().map(|(status, _)| status) {
                all.insert((format!("{} {path}", method.to_uppercase()), status.parse().unwrap()));
            }
        }
    }
    all
}

/// Whether an answer is a failure: a redirect is one unless it is all that an operation answers.
pub(crate) fn is_failure(line: &str, status: u16) -> bool {
    status >= 300 && (line, status) != ("GET /auth/google/callback", 307)
}

/// The operation that a request of the log was for.
pub(crate) fn line_of(lines: &BTreeSet<String>, entry: &Entry) -> String {
    let request = format!("{} {}", entry.method, entry.path);
    let fits = |line: &&String| {
        let (expected, found): (Vec<_>, Vec<_>) = (line.split('/').collect(), request.split('/').collect());
        expected.len() == found.len()
            && expected.iter().zip(found).all(|(step, given)| *step == given || step.starts_with('{'))
    };
    // `/assistants/public/` is no assistant of that name.
    lines.get(&request).or_else(|| lines.iter().find(fits)).unwrap_or(&request).clone()
}

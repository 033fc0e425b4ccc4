//! What became of the keywords: those nobody read, those that are read and change nothing, and the others.

use std::collections::BTreeMap;

use super::without_effect::{HONOURED_EXTENSIONS, WITHOUT_EFFECT};
use super::{Keyword, Keywords, Made};
use crate::diagnostics::{Place, codes};
use crate::spec::{self, IGNORED};

pub(super) fn keywords(made: &Made<'_>) -> Keywords {
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    for found in made.diagnostics.iter().filter(|found| found.code == codes::KEYWORD_NOT_HONOURED) {
        if let Place::Pointer(at) = &found.at {
            *told.entry(at.last().unwrap_or_default()).or_default() += 1;
        }
    }
    let items: Vec<Keyword> = made.document.keywords.iter().map(|keyword| account(keyword, &told)).collect();
    let total = items.iter().map(|item| item.count).sum();
    let not_honoured = items.iter().map(|item| item.not_honoured).sum();
    Keywords { total, honoured: total - not_honoured, not_honoured, items }
}

fn account(keyword: &spec::Keyword, told: &BTreeMap<&str, usize>) -> Keyword {
    let reason = reason(keyword);
    let (not_honoured, reason) = match reason {
        Some(reason) => (keyword.count, Some(reason)),
        None if keyword.unread > 0 => (keyword.unread, Some(format!("{}: not known here", codes::KEYWORD_UNREAD))),
        // Some keywords of schemas have an effect in one place and none in another, where the finding stands.
        None if keyword.object == "Schema" && told.contains_key(keyword.keyword.as_str()) => {
            let count = told.get(keyword.keyword.as_str()).copied().unwrap_or_default();
            (count.min(keyword.count), Some(codes::KEYWORD_NOT_HONOURED.name().to_owned()))
        }
        None => (0, None),
    };
    Keyword {
        object: keyword.object.clone(),
        keyword: keyword.keyword.clone(),
        count: keyword.count,
        not_honoured,
        reason,
        first: keyword.first.to_string(),
    }
}

/// Why a keyword never has an effect.
fn reason(keyword: &spec::Keyword) -> Option<String> {
    let (object, name) = (keyword.object.as_str(), keyword.keyword.as_str());
    if name.starts_with("x-") {
        let honoured = HONOURED_EXTENSIONS.contains(&name);
        return (!honoured).then(|| "an extension that Specloom does not know".to_owned());
    }
    let unread = IGNORED.iter().find(|row| row.keyword == name && row.object() == object).map(|row| row.reason);
    let unused =
        || WITHOUT_EFFECT.iter().find(|(holder, keyword, _)| *holder == object && [name, "*"].contains(keyword));
    unread.or_else(|| unused().map(|(_, _, reason)| *reason)).map(str::to_owned)
}

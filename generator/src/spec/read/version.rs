//! Reads which OpenAPI a document is written in, and counts the keywords that belong to another version.

use serde_json::Value;

use super::Cx;
use super::node::shown;
use crate::diagnostics::{Diagnostics, codes};
use crate::pointer::Pointer;
use crate::spec::Version;

/// The version; none where the document is no OpenAPI 3 at all.
pub(in crate::spec) fn version<'a>(root: &'a Value, diagnostics: &mut Diagnostics) -> Option<Version<'a>> {
    let top = Pointer::root();
    let Value::Object(members) = root else {
        let message = format!("{} stands where an OpenAPI document is expected", shown(root));
        diagnostics.error(codes::NOT_OPENAPI, &top, message);
        return None;
    };
    let at = top.child("openapi");
    match members.get("openapi") {
        Some(Value::String(text)) => stated(text, &at, diagnostics),
        Some(Value::Number(number)) => {
            let message = format!("`openapi` is the number `{number}`, and a text is expected");
            diagnostics.warning(codes::WRONG_TYPE, &at, message).help("put quotes around it");
            stated(of_number(number.as_f64()), &at, diagnostics)
        }
        Some(other) => {
            let message = format!("`openapi` is {}, and a version is expected", shown(other));
            diagnostics.error(codes::NOT_OPENAPI, &at, message);
            None
        }
        None if members.contains_key("swagger") => {
            let message = "the document is written in Swagger 2.0";
            diagnostics.error(codes::SWAGGER_2, &top.child("swagger"), message).help("convert it to OpenAPI 3 first");
            None
        }
        None if members.get("paths").is_some_and(Value::is_object) => {
            let message = "the document does not state its version (`openapi`): it is read as 3.1";
            diagnostics.warning(codes::MISSING_MEMBER, &top, message);
            Some(Version { text: "3.1.0", minor: 1 })
        }
        None => {
            let message = "the document has neither `openapi` nor `paths`";
            diagnostics.error(codes::NOT_OPENAPI, &top, message);
            None
        }
    }
}

fn of_number(number: Option<f64>) -> &'static str {
    let known = [(3.0, "3.0"), (3.1, "3.1"), (3.2, "3.2")];
    known
        .into_iter()
        .find(|(one, _)| number.is_some_and(|number| (number - one).abs() < 0.001))
        .map_or("", |(_, text)| text)
}

fn stated<'a>(text: &'a str, at: &Pointer, diagnostics: &mut Diagnostics) -> Option<Version<'a>> {
    let mut parts = text.trim().split(['.', '-']);
    let (major, minor) = (parts.next(), parts.next().unwrap_or("0").parse::<u8>());
    match (major, minor) {
        (Some("3"), Ok(minor @ 0..=2)) => Some(Version { text, minor }),
        (Some("3"), Ok(_)) => {
            let message = format!("version `{text}` of OpenAPI is newer than 3.2: it is read as 3.2");
            diagnostics.warning(codes::NEWER_VERSION, at, message);
            Some(Version { text, minor: 2 })
        }
        _ => {
            let message = format!("`{text}` is no version of OpenAPI that is known: 3.0, 3.1 and 3.2 are");
            diagnostics.error(codes::UNKNOWN_VERSION, at, message);
            None
        }
    }
}

impl Cx<'_> {
    /// Notes a keyword that came with this minor version.
    pub(super) fn since(&mut self, minor: u8, keyword: &'static str, at: &Pointer) {
        if self.minor < minor {
            self.count_foreign(keyword, at);
        }
    }

    /// Notes a keyword that went after this minor version.
    pub(super) fn until(&mut self, minor: u8, keyword: &'static str, at: &Pointer) {
        if self.minor > minor {
            self.count_foreign(keyword, at);
        }
    }

    fn count_foreign(&mut self, keyword: &'static str, at: &Pointer) {
        self.foreign.entry(keyword).or_insert_with(|| (0, at.clone())).0 += 1;
    }

    /// One finding for each keyword of another version: whoever wrote one wrote hundreds.
    pub(super) fn report_foreign(&mut self) {
        for (keyword, (count, at)) in std::mem::take(&mut self.foreign) {
            let minor = self.minor;
            let times = if count == 1 { "once".to_owned() } else { format!("{count} times") };
            let message = format!("{keyword} is not a matter of 3.{minor}, and stands here {times}: it is honoured");
            self.report(codes::KEYWORD_OF_OTHER_VERSION, &at, message);
        }
    }
}

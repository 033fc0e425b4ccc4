//! Turns security schemes and requirements into alternatives of schemes.

use std::collections::BTreeMap;

use super::cx::LowerCx;
use super::docs::of_texts;
use crate::diagnostics::codes;
use crate::ir::{SecurityKind, SecurityScheme};
use crate::spec::{self, Requirement};

/// Schemes, and their indexes by name.
pub(super) struct Schemes<'d> {
    /// The schemes that can be used, in document order.
    pub(super) list: Vec<SecurityScheme>,
    by_name: BTreeMap<&'d str, usize>,
}

/// The schemes of a document.
pub(super) fn lower_schemes<'d>(cx: &mut LowerCx<'d, '_>) -> Schemes<'d> {
    let document = cx.document;
    let mut schemes = Schemes { list: Vec::new(), by_name: BTreeMap::new() };
    for name in document.components.security_schemes.keys() {
        let Some(scheme) = document.security_scheme(name) else { continue };
        // A kind that is not known was reported on reading.
        let Some(kind) = kind_of(&scheme.kind) else { continue };
        schemes.by_name.insert(name, schemes.list.len());
        let docs = of_texts(None, scheme.description, scheme.deprecated);
        schemes.list.push(SecurityScheme { origin: scheme.at.clone(), name: name.clone(), kind, docs });
    }
    schemes
}

fn kind_of(kind: &spec::SecurityKind<'_>) -> Option<SecurityKind> {
    Some(match kind {
        spec::SecurityKind::ApiKey { name, location } => {
            SecurityKind::ApiKey { name: (*name).to_owned(), location: *location }
        }
        spec::SecurityKind::Http { scheme, .. } => match scheme.as_str() {
            "bearer" => SecurityKind::Bearer,
            "basic" => SecurityKind::Basic,
            other => SecurityKind::OtherHttp(other.to_owned()),
        },
        // What these flows lead to is a bearer token (RFC 6750).
        spec::SecurityKind::Oauth2(_) | spec::SecurityKind::OpenIdConnect { .. } => SecurityKind::Bearer,
        spec::SecurityKind::MutualTls => SecurityKind::MutualTls,
        spec::SecurityKind::Unknown(_) => return None,
    })
}

/// The alternatives of an operation: its own, else the document's. An alternative with an unknown scheme cannot be
/// fulfilled and is left out.
pub(super) fn lower_requirements<'d>(
    cx: &mut LowerCx<'d, '_>,
    schemes: &Schemes<'d>,
    own: Option<&[Requirement<'d>]>,
) -> Vec<Vec<(usize, Vec<String>)>> {
    let document = cx.document;
    let requirements = own.or(document.security.as_deref()).unwrap_or_default();
    requirements.iter().filter_map(|requirement| lower_requirement(cx, schemes, requirement)).collect()
}

fn lower_requirement(
    cx: &mut LowerCx<'_, '_>,
    schemes: &Schemes<'_>,
    requirement: &Requirement<'_>,
) -> Option<Vec<(usize, Vec<String>)>> {
    let mut all = Vec::with_capacity(requirement.schemes.len());
    for (name, scopes) in &requirement.schemes {
        let Some(&index) = schemes.by_name.get(name) else {
            if !cx.document.components.security_schemes.contains_key(*name) {
                cx.report(codes::SECURITY_SCHEME_UNDECLARED, &requirement.at, || {
                    format!("no security scheme is called `{name}`, so this requirement is left out")
                });
            }
            return None;
        };
        all.push((index, scopes.iter().map(|scope| (*scope).to_owned()).collect()));
    }
    Some(all)
}

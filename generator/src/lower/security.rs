//! Turns security schemes and requirements into alternatives of schemes.

use std::collections::BTreeMap;

use super::cx::LowerCx;
use super::docs::of_texts;
use crate::diagnostics::codes;
use crate::ir::{OauthFlows, SecurityKind, SecurityScheme};
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
        // What these lead to is a bearer token (RFC 6750).
        spec::SecurityKind::Oauth2(flows) => lower_flows(flows).map_or(SecurityKind::Bearer, SecurityKind::Oauth2),
        spec::SecurityKind::OpenIdConnect { .. } => SecurityKind::Bearer,
        spec::SecurityKind::MutualTls => SecurityKind::MutualTls,
        spec::SecurityKind::Unknown(_) => return None,
    })
}

/// What can be done without a browser; none where everything needs one.
fn lower_flows(flows: &spec::OauthFlows<'_>) -> Option<OauthFlows> {
    let owned = |url: Option<&str>| url.filter(|url| !url.is_empty()).map(str::to_owned);
    let token = |flow: &Option<spec::OauthFlow<'_>>| owned(flow.as_ref()?.token_url);
    let refresh = |flow: &Option<spec::OauthFlow<'_>>| owned(flow.as_ref()?.refresh_url);
    let device = |flow: &spec::OauthFlow<'_>| Some((owned(flow.device_authorization_url)?, owned(flow.token_url)?));
    // RFC 6749, section 4.4.3: an application needs no refresh token, it asks again.
    let refreshed = [&flows.password, &flows.authorization_code, &flows.device_authorization];
    let all = [
        &flows.implicit,
        &flows.password,
        &flows.client_credentials,
        &flows.authorization_code,
        &flows.device_authorization,
    ];
    let mut scopes = Vec::new();
    for (scope, _) in all.into_iter().flatten().flat_map(|flow| &flow.scopes) {
        if !scopes.iter().any(|known| known == scope) {
            scopes.push((*scope).to_owned());
        }
    }
    let lowered = OauthFlows {
        client_credentials: token(&flows.client_credentials),
        password: token(&flows.password),
        device: flows.device_authorization.as_ref().and_then(device),
        refresh: refreshed.into_iter().find_map(refresh).or_else(|| refreshed.into_iter().find_map(token)),
        scopes,
    };
    let OauthFlows { client_credentials, password, device, refresh, .. } = &lowered;
    let some = client_credentials.is_some() || password.is_some() || device.is_some() || refresh.is_some();
    some.then_some(lowered)
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

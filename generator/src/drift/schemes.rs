//! Compares the declared security schemes.

use std::collections::BTreeMap;

use super::cx::Cx;
use super::finding::{Finding, Subject};
use super::kinds::servers as kinds;
use crate::spec::{Document, OauthFlow, OauthFlows, SecurityKind, SecurityScheme};

/// Compares all schemes, by name.
pub(super) fn compare(cx: &mut Cx<'_>) {
    let (old, new) = (&cx.old.document, &cx.new.document);
    for name in old.components.security_schemes.keys() {
        let Some(before) = old.security_scheme(name) else { continue };
        cx.within(subject(name), Vec::new(), |cx| {
            if let Some(after) = new.security_scheme(name) {
                scheme(cx, name, before, after);
            } else {
                let sentence = format!("the security scheme `{name}` is gone");
                cx.report(Finding::new(&kinds::SECURITY_SCHEME_REMOVED, sentence).old(&before.at));
            }
        });
    }
    added(cx, old, new);
}

fn subject(name: &str) -> Subject {
    Subject::Component(format!("#/components/securitySchemes/{name}"))
}

fn added(cx: &mut Cx<'_>, old: &Document<'_>, new: &Document<'_>) {
    for name in new.components.security_schemes.keys().filter(|name| old.security_scheme(name).is_none()) {
        let Some(after) = new.security_scheme(name) else { continue };
        let sentence = format!("the security scheme `{name}` is new");
        let finding = Finding::new(&kinds::SECURITY_SCHEME_ADDED, sentence).new_at(&after.at);
        cx.within(subject(name), Vec::new(), |cx| cx.report(finding));
    }
}

fn scheme(cx: &mut Cx<'_>, name: &str, old: &SecurityScheme<'_>, new: &SecurityScheme<'_>) {
    let (before, after) = (outline(&old.kind), outline(&new.kind));
    if before != after {
        let sentence = format!("the security scheme `{name}` was {before} and is {after}");
        cx.report(Finding::new(&kinds::SECURITY_SCHEME_TYPE_CHANGED, sentence).at(&old.at, &new.at));
        return;
    }
    match (&old.kind, &new.kind) {
        (SecurityKind::Oauth2(before), SecurityKind::Oauth2(after)) => {
            let pairs = flows(before).into_iter().zip(flows(after));
            for ((flow_name, before), (_, after)) in pairs {
                flow(cx, &format!("`{flow_name}` of `{name}`"), (before, old), (after, new));
            }
        }
        (SecurityKind::OpenIdConnect { url: before }, SecurityKind::OpenIdConnect { url: after })
            if before != after =>
        {
            let sentence = format!("the discovery of `{name}` moved from `{before}` to `{after}`");
            cx.report(Finding::new(&kinds::OAUTH_URL_CHANGED, sentence).at(&old.at, &new.at));
        }
        _ => {}
    }
}

fn outline(kind: &SecurityKind<'_>) -> String {
    match kind {
        SecurityKind::ApiKey { name, location } => format!("the key `{name}` ({location:?})"),
        SecurityKind::Http { scheme, .. } => format!("http `{scheme}`"),
        SecurityKind::Oauth2(_) => "oauth2".to_owned(),
        SecurityKind::OpenIdConnect { .. } => "openIdConnect".to_owned(),
        SecurityKind::MutualTls => "mutualTLS".to_owned(),
        SecurityKind::Unknown(text) => format!("`{text}`"),
    }
}

fn flows<'f, 'a>(all: &'f OauthFlows<'a>) -> [(&'static str, Option<&'f OauthFlow<'a>>); 5] {
    [
        ("implicit", all.implicit.as_ref()),
        ("password", all.password.as_ref()),
        ("clientCredentials", all.client_credentials.as_ref()),
        ("authorizationCode", all.authorization_code.as_ref()),
        ("deviceAuthorization", all.device_authorization.as_ref()),
    ]
}

type Flow<'f, 'a> = (Option<&'f OauthFlow<'a>>, &'f SecurityScheme<'a>);

fn flow(cx: &mut Cx<'_>, name: &str, (old, old_scheme): Flow<'_, '_>, (new, new_scheme): Flow<'_, '_>) {
    let (old_at, new_at) = (old_scheme.at.child("flows"), new_scheme.at.child("flows"));
    let (before, after) = match (old, new) {
        (None, None) => return,
        (Some(before), Some(after)) => (before, after),
        (before, _) => {
            let (kind, sentence) = if before.is_some() {
                (&kinds::SECURITY_SCHEME_TYPE_CHANGED, format!("the flow {name} is gone"))
            } else {
                (&kinds::OAUTH_SCOPE_LIST_CHANGED, format!("the flow {name} is new"))
            };
            return cx.report(Finding::new(kind, sentence).at(&old_at, &new_at));
        }
    };
    let urls = |flow: &OauthFlow<'_>| {
        [flow.authorization_url, flow.token_url, flow.refresh_url, flow.device_authorization_url]
            .map(|url| url.unwrap_or_default().to_owned())
    };
    for (before, after) in urls(before).iter().zip(&urls(after)).filter(|(before, after)| before != after) {
        let sentence = format!("a URL of the flow {name} changed from `{before}` to `{after}`");
        cx.report(Finding::new(&kinds::OAUTH_URL_CHANGED, sentence).at(&old_at, &new_at));
    }
    let scopes = |flow: &OauthFlow<'_>| {
        flow.scopes.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect::<BTreeMap<_, _>>()
    };
    if scopes(before) != scopes(after) {
        let sentence = format!("the scopes of the flow {name} changed");
        cx.report(Finding::new(&kinds::OAUTH_SCOPE_LIST_CHANGED, sentence).at(&old_at, &new_at));
    }
}
